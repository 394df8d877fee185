"""Show the sealed part of one dossier, on the strength of a permission that is in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.access_requests import entries, parts
from services.access_requests.parts import Part
from services.access_requests.refusals import AccessRefused, NoGrant
from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import Note, Outcome
from services.custody import requests
from services.custody.client import Custodian
from services.custody.models import AccessRequest
from services.custody.refusals import CustodyRefusal, NotApproved, SealBroken
from services.dossiers import enclosing
from services.dossiers.models import Dossier
from services.files import seals, shelf
from services.files.models import StoredFile
from services.identity import store
from services.identity.purposes import FILES
from services.identity.refusals import SealRefused
from services.messages import conversation
from services.messages.conversation import Opened, Said
from services.messages.models import Side
from storage.database import Database

Row = Mapping[str, Any]
DENIED = (NoGrant, NotApproved)
MOST_ENTERED = 200


@dataclass(frozen=True)
class Keeper:
    """Who opens, and where it is entered that something was opened."""

    custodian: Custodian
    database: Database


@dataclass(frozen=True)
class Section:
    """A section of the form, with the rows that may be shown."""

    title: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Shown:
    """What an officer sees, and under which request."""

    request: AccessRequest
    sections: tuple[Section, ...]
    names: Mapping[str, str]
    messages: tuple[Said, ...] = ()
    files: tuple[StoredFile, ...] = ()

    @property
    def keys(self) -> list[str]:
        return [row["key"] for section in self.sections for row in section.rows]

    @property
    def facts(self) -> dict[str, Any]:
        """Name what is shown, for the audit."""
        messages = [said.message.id for said in self.messages][-MOST_ENTERED:]
        return {"shown": self.keys[:MOST_ENTERED], **({"messages": messages} if messages else {})}


def read(
    session: Session,
    keeper: Keeper,
    officer: Officer,
    dossier: Dossier,
    request_id: int,
    *,
    now: datetime,
) -> Shown:
    """Open what the request allows; it is entered before anybody sees it.

    Raises:
        NoGrant: no permission of this officer for this dossier is in force under this number.
        CustodyRefusal: the custodian does not open it: the key is sealed, or it finds the
            permission not in order.

    """
    try:
        request = in_force(session, officer, dossier, request_id, now=now)
        shown = _opened(session, keeper.custodian, officer, request)
    except (AccessRefused, CustodyRefusal) as refusal:
        note = refused(entries.READ, officer, dossier, request_id, refusal)
        trail.enter_apart(keeper.database, note, now=now)
        raise
    note = entries.of_request(entries.READ, officer, dossier, request)
    entered = replace(note, facts={**note.facts, **shown.facts})
    trail.enter_apart(keeper.database, entered, now=now)
    conversation.mark_read(session, shown.messages, Side.OFFICER, now=now)
    return shown


def in_force(
    session: Session, officer: Officer, dossier: Dossier, request_id: int, *, now: datetime
) -> AccessRequest:
    """Find the permission; what is missing, foreign, closed or over is told in the same words.

    Raises:
        NoGrant: there is none.

    """
    request = session.get(AccessRequest, request_id)
    if request is None or (request.requester_id, request.dossier_id) != (officer.id, dossier.id):
        raise NoGrant
    if not requests.is_open(request, now=now):
        raise NoGrant
    return request


def _opened(
    session: Session, custodian: Custodian, officer: Officer, request: AccessRequest
) -> Shown:
    """Hold the data key for no longer than this call."""
    opened = custodian.open(request.id, request.dossier_id, by=officer.id)
    scope = parts.known(opened.scope)
    try:
        values = store.open_with_key(
            session, request.dossier_id, opened.data_key, parts.purposes(scope)
        )
        messages = (
            _messages(session, request.dossier_id, opened.data_key)
            if Part.MESSAGES in scope
            else ()
        )
        files = _files(session, request.dossier_id, opened.data_key) if Part.FILES in scope else ()
    except SealRefused:
        raise SealBroken from None
    sections = tuple(_sections(parts.sections(values), scope))
    names = values.get(FILES, {}) if Part.FILES in scope else {}
    return Shown(request, sections, names, files=files, messages=messages)


def _messages(session: Session, dossier_id: int, data_key: bytes) -> tuple[Said, ...]:
    purposes = conversation.purposes(session, dossier_id)
    values = store.open_with_key(session, dossier_id, data_key, purposes)
    opened = Opened(values, enclosing.owner(dossier_id, data_key))
    return tuple(conversation.of(session, dossier_id, opened))


def _files(session: Session, dossier_id: int, data_key: bytes) -> tuple[StoredFile, ...]:
    """List the sealed files, those that came later as well; those of messages stand with these."""
    sealed = (one for one in shelf.of_dossier(session, dossier_id) if one.is_sealed)
    kept = tuple(one for one in sealed if one.message_id is None)
    seals.reveal(kept, enclosing.owner(dossier_id, data_key))
    return kept


def _sections(frozen: Sequence[Row], scope: Sequence[Part]) -> Iterator[Section]:
    for section in frozen:
        rows = tuple(row for row in section["rows"] if parts.part_of(row) in scope)
        if rows:
            yield Section(section["title"], rows)


def refused(
    action: str, officer: Officer, dossier: Dossier, request_id: int, refusal: Exception
) -> Note:
    outcome = Outcome.DENIED if isinstance(refusal, DENIED) else Outcome.FAILED
    why = type(refusal).__name__
    return entries.refused(
        action, officer, dossier, request_id=request_id, why=why, outcome=outcome
    )
