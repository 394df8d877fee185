"""The files of one page of a filing: taken, counted and removed, each by itself."""

from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from forms.fields import Field
from forms.kinds.papers import Files
from forms.procedure import Section
from forms.text import Text
from services.drafts import sealing
from services.files import shelf
from services.files.intake import Owner, Rules
from services.files.models import Purpose
from services.web import takings
from services.web.citizen.attempts import Attempt
from services.web.context import resources
from services.web.takings import Taken

REMOVE = "remove_file"
SIGNATURE_TYPES = ("pdf", "jpg", "png")

Raw = dict[str, Any]


def receive(
    session: Session, attempt: Attempt, section: Section, kept: Raw
) -> tuple[Raw, dict[str, Text]]:
    """Give the new answers of the fields that hold files, and why a file was not taken."""
    found: Raw = {}
    faults: dict[str, Text] = {}
    removed = _remove(session, attempt)
    for field in section.fields:
        if not field.kind.uploaded:
            continue
        held = [file for file in _ids(kept.get(field.key)) if file != removed]
        taken = _take(session, attempt, field, len(held))
        found[field.key] = _answer(field, [*held, *taken.ids])
        if taken.fault:
            faults[field.key] = taken.fault
    return found, faults


def _take(session: Session, attempt: Attempt, field: Field, held: int) -> Taken:
    owner = Owner(draft_id=attempt.draft.id, seal=sealing.owner(attempt.draft))
    most = resources().settings.limits.files
    if not isinstance(field.kind, Files):
        given = [*takings.drawn(f"{field.key}.drawn"), *takings.uploaded(f"{field.key}.scan")][:1]
        # The signature finds room however many papers there are.
        return takings.take(
            session, given, owner=owner, purpose=Purpose.ANSWER, rules=_rules(field, most + 1)
        )
    given = list(takings.uploaded(field.key))
    room = max(0, field.kind.max_files - held)
    taken = takings.take(
        session, given[:room], owner=owner, purpose=Purpose.ANSWER, rules=_rules(field, most)
    )
    refused = takings.too_many(given[room:], field.kind.max_files)
    return Taken(taken.ids, taken.faults + refused)


def _rules(field: Field, most: int) -> Rules:
    types = field.kind.types if isinstance(field.kind, Files) else SIGNATURE_TYPES
    return takings.rules(types, most)


def _answer(field: Field, ids: list[str]) -> list[str] | str:
    """Answer a field of files by their ids, a signature by the newest one."""
    if isinstance(field.kind, Files):
        return ids
    return ids[-1] if ids else ""


def _remove(session: Session, attempt: Attempt) -> str:
    """Remove the file that the person asked to remove, and give its id."""
    try:
        file_id = UUID(request.form.get(REMOVE, ""))
    except ValueError:
        return ""
    shelf.remove(session, resources().objects, draft_id=attempt.draft.id, file_id=file_id)
    return str(file_id)


def _ids(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [value] if isinstance(value, str) and value else []
