"""What happened to a dossier, in words for the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from forms.workflow import Action, Input, UnknownAction
from services.dossiers import appointed, inputs
from services.dossiers.actions import Case
from services.dossiers.models import HistoryEntry
from services.files.models import StoredFile
from services.web.downloads import file_entry
from services.web.languages import words


@dataclass(frozen=True)
class Given:
    """One thing that an action was given: lines of text, or files."""

    label: str
    lines: tuple[str, ...] = ()
    files: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Told:
    """One event."""

    title: str
    at: datetime
    who: str
    given: tuple[Given, ...]


Files = Mapping[str, StoredFile]


def history(case: Case, files: Sequence[StoredFile]) -> tuple[Told, ...]:
    """Tell everything, the newest first."""
    by_id = {str(stored.id): stored for stored in files}
    return tuple(told(case, entry, by_id) for entry in reversed(case.dossier.history))


def told(case: Case, entry: HistoryEntry, files: Files) -> Told:
    try:
        action = case.workflow.action(entry.action)
    except UnknownAction:
        return Told(_("Người nộp đã nộp hồ sơ."), entry.at, entry.actor_name, ())
    given = tuple(_given(case, action, entry, files))
    return Told(words(action.history), entry.at, entry.actor_name, given)


def _given(case: Case, action: Action, entry: HistoryEntry, files: Files) -> Iterator[Given]:
    number = entry.inputs.get("document_number")
    if number:
        yield Given(_("Số văn bản"), (number,))
    for asked in action.inputs:
        value = entry.inputs.get(asked.key)
        if value:
            yield _one(case, asked, value, files)


def _one(case: Case, asked: Input, value: Any, files: Files) -> Given:
    values = value if isinstance(value, list) else [value]
    label = words(asked.label)
    if asked.kind in {"file", "files"}:
        kept = (files[item] for item in values if item in files)
        return Given(label, files=tuple(file_entry(stored) for stored in kept))
    if asked.kind == "reason":
        listed = inputs.reasons(asked, case.procedure.code_lists)
        return Given(label, tuple(words(listed[item]) for item in values if item in listed))
    shown = (appointed.shown(asked, text) for text in values)
    return Given(label, tuple(line for text in shown for line in text.splitlines()))
