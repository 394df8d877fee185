"""What an officer sent from the page of an action: what was typed, chosen and uploaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.text import Text
from forms.workflow import Action, Input
from services.files import kinds
from services.files.intake import Owner, Rules
from services.files.models import Purpose, StoredFile
from services.web import takings
from services.web.context import resources
from services.web.officer import received
from storage.objects import ObjectsUnavailable

UPLOADED = frozenset({"file", "files"})
UPLOAD = "upload"
REMOVE = "remove_file"
REVISION = "revision"
LARGEST = 18

AWAY = Text(
    "Kho lưu tệp đang gián đoạn nên tệp chưa được nhận. Hãy thử lại sau ít phút.",
    "The file store does not answer, so the file was not taken. Try again in a few minutes.",
)


@dataclass(frozen=True)
class Attempt:
    """One sending of the page.

    seen: the revision of the dossier that the page was drawn from
    given: what the action asks for, as it was given
    uploads: the ids of the uploaded files, by input
    faults: why a file was not taken, by input
    is_final: whether the officer confirmed, or only sent or removed a file
    """

    number: str
    action: str
    seen: int
    given: dict[str, Any]
    uploads: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, Text] = field(default_factory=dict)
    is_final: bool = True

    @property
    def page(self) -> str:
        return page_of(self.number, self.action)


def page_of(number: str, action: str) -> str:
    return f"{number}/{action}"


def read(session: Session, number: str, action: Action) -> Attempt:
    """Read what was sent and keep the files that came along, right or wrong the rest."""
    uploads: dict[str, list[str]] = {}
    faults: dict[str, Text] = {}
    for asked in action.inputs:
        if asked.kind in UPLOADED:
            uploads[asked.key], fault = _files(session, page_of(number, action.name), asked)
            faults |= {asked.key: fault} if fault else {}
    typed = {asked.key: _typed(asked) for asked in action.inputs if asked.kind not in UPLOADED}
    given = typed | _shaped(action, uploads)
    is_final = UPLOAD not in request.form and REMOVE not in request.form
    return Attempt(number, action.name, _seen(), given, uploads, faults, is_final)


def unsent(session: Session, number: str, action: Action, revision: int) -> Attempt:
    """Give the page as it is first drawn, with the files that were uploaded before."""
    held = [
        str(one.id) for one in stored_files(session, received.ids(page_of(number, action.name)))
    ]
    uploads = {asked.key: held for asked in action.inputs if asked.kind in UPLOADED}
    return Attempt(number, action.name, revision, _shaped(action, uploads), uploads)


def stored_files(session: Session, ids: Iterable[str]) -> Sequence[StoredFile]:
    """Find uploaded files; those that were swept meanwhile are left out."""
    wanted = [UUID(item) for item in ids]
    found = session.scalars(select(StoredFile).where(StoredFile.id.in_(wanted)))
    return sorted(found, key=lambda stored: wanted.index(stored.id))


def rules(asked: Input) -> Rules:
    limits = resources().settings.limits
    return Rules(limits.file_bytes, 1 if asked.kind == "file" else limits.files, kinds.TAKEN)


def _typed(asked: Input) -> Any:
    text = request.form.get(asked.key, "")
    return text.splitlines() if asked.kind == "items" else text


def _files(session: Session, page: str, asked: Input) -> tuple[list[str], Text | None]:
    """Take what came for an input; a single file takes the place of the one before."""
    limits = rules(asked)
    kept = [str(stored.id) for stored in stored_files(session, received.ids(page))]
    held = [item for item in kept if item != request.form.get(REMOVE)]
    sent = list(takings.uploaded(asked.key))[: limits.most_files]
    try:
        taken = takings.take(session, sent, owner=Owner(), purpose=Purpose.RESULT, rules=limits)
    except ObjectsUnavailable:
        return held, AWAY
    held = [*held, *taken.ids][-limits.most_files :]
    received.keep(page, held)
    return held, taken.fault


def _shaped(action: Action, uploads: dict[str, list[str]]) -> dict[str, Any]:
    """Give files as the inputs want them: a list of ids, or one id."""
    return {
        asked.key: uploads[asked.key] if asked.kind == "files" else "".join(uploads[asked.key][-1:])
        for asked in action.inputs
        if asked.key in uploads
    }


def _seen() -> int:
    given = request.form.get(REVISION, "")
    return int(given) if given.isdecimal() and len(given) <= LARGEST else 0
