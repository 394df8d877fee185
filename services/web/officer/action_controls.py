"""The inputs of an action as fields of a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.control import Control, Option
from forms.kinds.base import typed
from forms.text import Text
from forms.workflow import Action, Input
from services.dossiers import inputs
from services.dossiers.actions import Case
from services.files.intake import Rules
from services.web.formatting import size
from services.web.languages import words
from services.web.officer.attempt import UPLOADED, Attempt, rules, stored_files

ROWS = "6"
# Inputs of one line.
LENGTHS = {"line": "300", "day": "20", "time": "20"}


def drawn(
    session: Session, case: Case, action: Action, attempt: Attempt, errors: Mapping[str, Text]
) -> tuple[Control, ...]:
    """Draw every input with what was given and what is wrong with it."""
    return tuple(
        Control(
            name=asked.key,
            id=asked.key,
            label=words(asked.label),
            error=words(errors[asked.key]) if asked.key in errors else "",
            required=asked.required,
            **_kind(session, case, asked, attempt),
        )
        for asked in action.inputs
    )


def read_back(case: Case, action: Action, attempt: Attempt) -> Iterator[dict[str, Any]]:
    """Show what was typed where it can no longer be sent, so that it can be copied."""
    for asked in action.inputs:
        value = attempt.given.get(asked.key)
        if value and asked.kind not in UPLOADED:
            listed = inputs.reasons(asked, case.procedure.code_lists)
            lines = value if isinstance(value, list) else value.splitlines()
            shown = [words(listed[line]) if line in listed else typed(line) for line in lines]
            yield {"label": words(asked.label), "value": shown}


def _kind(session: Session, case: Case, asked: Input, attempt: Attempt) -> dict[str, Any]:
    if asked.kind in UPLOADED:
        return _upload(session, asked, attempt.uploads.get(asked.key, []))
    value = attempt.given.get(asked.key, "")
    if asked.kind == "reason":
        listed = inputs.reasons(asked, case.procedure.code_lists)
        options = tuple(Option(code, words(label)) for code, label in listed.items())
        return {"widget": "radios", "options": options, "value": value, "hint": words(asked.hint)}
    if asked.kind in LENGTHS:
        attrs = {"type": "text", "autocomplete": "off", "maxlength": LENGTHS[asked.kind]}
        return {
            "widget": "input",
            "value": typed(value),
            "attrs": attrs,
            "hint": words(asked.hint),
        }
    lines = value if isinstance(value, list) else [value]
    attrs = {"rows": ROWS} | ({"maxlength": str(asked.max_length)} if asked.kind == "text" else {})
    text = "\n".join(typed(line) for line in lines)
    return {"widget": "textarea", "value": text, "attrs": attrs, "hint": words(asked.hint)}


def _upload(session: Session, asked: Input, held: list[str]) -> dict[str, Any]:
    limits = rules(asked)
    found = stored_files(session, held)
    options = tuple(Option(str(one.id), one.name, hint=size(one.size)) for one in found)
    attrs = {
        "accept": ",".join(kind.extension for kind in limits.taken),
        "data-max-bytes": str(limits.most_bytes),
    }
    hint = " ".join(filter(None, (words(asked.hint), _told(limits))))
    return {"widget": "files", "options": options, "attrs": attrs, "hint": hint}


def _told(limits: Rules) -> str:
    """Tell the limits before anybody chooses a file."""
    taken = ", ".join(kind.extension.removeprefix(".").upper() for kind in limits.taken)
    told: str = _(
        "Nhiều nhất %(most)s tệp, mỗi tệp không quá %(bytes)s: %(taken)s.",
        most=limits.most_files,
        bytes=size(limits.most_bytes),
        taken=taken,
    )
    return told
