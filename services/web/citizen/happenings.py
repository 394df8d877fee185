"""What has happened to a dossier, in the words of its workflow, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from forms.procedure import Deadline
from services.dossiers import appointed, inputs
from services.dossiers.actions import Case
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.submission import SUBMIT
from services.dossiers.unsealing import Unsealed
from services.web.formatting import day, moment
from services.web.languages import words

REQUEST = "request_supplement"
ANSWER = "answer_supplement"
TOLD = ("text", "line", "day", "time", "items", "reason")
# A bare day or place says nothing without its name.
NAMED = ("line", "day", "time")

Entry = dict[str, Any]


@dataclass(frozen=True)
class SupplementRequest:
    """What the agency asks for, and why."""

    items: tuple[str, ...]
    reason: str


def timeline(
    case: Case,
    entries: Sequence[HistoryEntry],
    deadline: Deadline | None,
    unsealed: Unsealed | None = None,
) -> list[Entry]:
    """Tell each event, the newest as the present one, then what is due."""
    told = [
        {
            "title": _happened(case, entry),
            "when": moment(entry.at),
            "datetime": entry.at.isoformat(),
            "text": _said(case, entry, unsealed),
            "stage": "now" if entry is entries[-1] else "past",
        }
        for entry in entries
    ]
    return told + _ahead(case.dossier, deadline)


def open_request(case: Case, entries: Sequence[HistoryEntry]) -> SupplementRequest | None:
    """Give the request that waits for an answer, if the dossier does."""
    waits = any(action.name == ANSWER for action in case.allowed("applicant"))
    asked = [entry for entry in entries if entry.action == REQUEST]
    if not waits or not asked:
        return None
    given = asked[-1].inputs
    return SupplementRequest(tuple(given.get("items", ())), str(given.get("reason", "")))


def _happened(case: Case, entry: HistoryEntry) -> str:
    if entry.action == SUBMIT:
        return str(_("Bạn đã nộp đơn."))
    return words(case.workflow.action(entry.action).history)


def _said(case: Case, entry: HistoryEntry, unsealed: Unsealed | None) -> str:
    """Repeat what was said with the action: reasons, notes, items asked for."""
    if entry.action == SUBMIT:
        return words(case.workflow.state(entry.to_state).words)
    return " ".join(_spoken(case, entry, unsealed.inputs(entry) if unsealed else entry.inputs))


def _spoken(case: Case, entry: HistoryEntry, told: Entry) -> list[str]:
    said: list[str] = []
    for wanted in case.workflow.action(entry.action).inputs:
        given = told.get(wanted.key)
        if not given or wanted.kind not in TOLD:
            continue
        if wanted.kind == "reason":
            label = inputs.reasons(wanted, case.procedure.code_lists).get(given)
            said.append(words(label) if label else str(given))
        elif wanted.kind in NAMED:
            said.append(f"{words(wanted.label)}: {appointed.shown(wanted, given)}.")
        else:
            said.append("; ".join(given) + "." if isinstance(given, list) else str(given))
    return said


def _ahead(dossier: Dossier, deadline: Deadline | None) -> list[Entry]:
    if deadline is None:
        return []
    return [{"title": words(deadline.label), "when": day(dossier.due_on), "stage": "ahead"}]
