"""A copy of what is held about whoever filed a dossier: as values, and the files that go along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import methodcaller
from typing import Any

from sqlalchemy.orm import Session

from services.citizens.models import CitizenDossier
from services.documents import shelf as documents
from services.dossiers import unsealing
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.unsealing import Unsealed
from services.files import seals, shelf
from services.files.models import StoredFile
from services.identity.files import Owner
from services.identity.models import SealedKey
from services.messages import conversation
from services.messages.conversation import Said
from services.privacy import requests
from services.privacy.models import DataRequest
from storage.objects import Objects

# More than a dossier may hold by the limits on filings; beyond, files are fetched one by one.
MOST_BYTES = 1024**3
FORMAT = 1


@dataclass(frozen=True)
class Enclosed:
    """One file of the copy: its name in the archive, and how its bytes are read in clear."""

    name: str
    size: int
    read: Callable[[Objects], Iterator[bytes]]


@dataclass(frozen=True)
class Copy:
    """left_out: the names of files for which the archive has no room."""

    content: Mapping[str, Any]
    enclosed: tuple[Enclosed, ...]
    left_out: tuple[str, ...]


def make(session: Session, dossier: Dossier, code_key: bytes, *, now: datetime) -> Copy:
    """Gather everything; what is sealed is opened with the key of the person's code.

    Raises:
        WrongKey, Tampered: the code is not this dossier's, or something is not as it was sealed.

    """
    opened = _opened(session, dossier, code_key)
    owner = opened.owner if opened else None
    within, beyond = _fitting(list(_enclosed(session, dossier, owner)))
    content = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "dossier": _head(dossier),
        "on_the_list_of_an_account": session.get(CitizenDossier, dossier.id) is not None,
        "answers": dossier.answers,
        "as_shown": dossier.frozen,
        "protected": opened.values if opened else {},
        "history": [_event(entry) for entry in dossier.history],
        "messages": [_message(said) for said in _conversation(session, dossier, opened)],
        "requests": [_request(one) for one in requests.of_dossier(session, dossier.id)],
        "files": [one.name for one in within],
        "files_left_out": [one.name for one in beyond],
    }
    return Copy(content, tuple(within), tuple(one.name for one in beyond))


def _head(dossier: Dossier) -> dict[str, Any]:
    return {
        "number": dossier.number,
        "agency": dossier.agency.name,
        "procedure": dossier.procedure_code,
        "version": dossier.procedure_version,
        "applicant": dossier.applicant_name,
        "subject": dossier.subject,
        "state": dossier.state,
        "submitted_at": dossier.submitted_at.isoformat(),
        "closed_at": dossier.closed_at.isoformat() if dossier.closed_at else None,
        "privacy_notice": dossier.privacy_notice,
    }


def _event(entry: HistoryEntry) -> dict[str, Any]:
    """Tell what happened; who in the agency did it is somebody else's data."""
    return {
        "at": entry.at.isoformat(),
        "action": entry.action,
        "by": entry.actor_kind,
        "state": entry.to_state,
        "given": entry.inputs,
    }


def _conversation(session: Session, dossier: Dossier, opened: Unsealed | None) -> list[Said]:
    by = conversation.Opened(opened.values, opened.owner) if opened else None
    return conversation.of(session, dossier.id, by)


def _message(said: Said) -> dict[str, Any]:
    """Tell what was written; who in the agency wrote it is somebody else's data."""
    return {
        "at": said.message.at.isoformat(),
        "by": said.message.author,
        "text": said.text or "",
        "files": [stored.shown_name for stored in said.files],
    }


def _request(asked: DataRequest) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "asked_at": asked.asked_at.isoformat(),
        "wish": asked.wish,
        "state": asked.state,
        "answer": asked.answer,
    }


def _opened(session: Session, dossier: Dossier, code_key: bytes) -> Unsealed | None:
    if session.get(SealedKey, dossier.id) is None:
        return None
    return unsealing.by_code(session, dossier, code_key)


def _enclosed(session: Session, dossier: Dossier, owner: Owner | None) -> Iterator[Enclosed]:
    files = shelf.of_dossier(session, dossier.id)
    seals.reveal(files, owner)
    for number, stored in enumerate(files, start=1):
        read = partial(seals.content, stored=stored, owner=owner)
        yield Enclosed(_named(number, stored), stored.size, read)
    for paper in documents.issued(session, dossier.id):
        name = f"giay-to/{paper.history_id}-{paper.kind}.pdf"
        yield Enclosed(name, paper.size, methodcaller("open", paper.object_key))


def _named(number: int, stored: StoredFile) -> str:
    """Put a number before the name, since two files may be called the same."""
    return f"tep/{number:02d}-{stored.shown_name}"


def _fitting(found: list[Enclosed]) -> tuple[list[Enclosed], list[Enclosed]]:
    within: list[Enclosed] = []
    beyond: list[Enclosed] = []
    total = 0
    for one in found:
        total += one.size
        (within if total <= MOST_BYTES else beyond).append(one)
    return within, beyond
