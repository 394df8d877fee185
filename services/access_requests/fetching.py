"""Hand one sealed file out, on the strength of a permission that is in force and covers files."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.access_requests import entries, parts, reading
from services.access_requests.parts import Part
from services.access_requests.reading import Keeper
from services.access_requests.refusals import AccessRefused, NoGrant
from services.accounts.models import Officer
from services.audit import trail
from services.custody.client import Custodian
from services.custody.models import AccessRequest
from services.custody.refusals import CustodyRefusal, SealBroken
from services.dossiers import enclosing
from services.dossiers.models import Dossier
from services.files import seals
from services.files.models import StoredFile
from services.identity.files import Owner
from services.identity.refusals import SealRefused


@dataclass(frozen=True)
class Wish:
    """Which file of a dossier, under which request."""

    request_id: int
    file_id: UUID


@dataclass(frozen=True)
class Handed:
    """A file with its name, and what opens it."""

    stored: StoredFile
    owner: Owner


def fetch(
    session: Session,
    keeper: Keeper,
    officer: Officer,
    dossier: Dossier,
    wish: Wish,
    *,
    now: datetime,
) -> Handed:
    """Open one file; it is entered before its first byte leaves.

    Raises:
        NoGrant: no permission of this officer is in force, or it does not cover this file.
        CustodyRefusal: the custodian does not open it.

    """
    try:
        request = reading.in_force(session, officer, dossier, wish.request_id, now=now)
        stored = _covered(session, request, wish.file_id)
        handed = _opened(keeper.custodian, officer, request, stored)
    except (AccessRefused, CustodyRefusal) as refusal:
        note = reading.refused(entries.FETCH, officer, dossier, wish.request_id, refusal)
        trail.enter_apart(keeper.database, note, now=now)
        raise
    note = entries.of_request(entries.FETCH, officer, dossier, request)
    entered = replace(note, facts={**note.facts, "file": str(stored.id)})
    trail.enter_apart(keeper.database, entered, now=now)
    return handed


def _covered(session: Session, request: AccessRequest, file_id: UUID) -> StoredFile:
    stored = session.get(StoredFile, file_id)
    if stored is None or stored.dossier_id != request.dossier_id or not stored.is_sealed:
        raise NoGrant
    if _part(stored) not in parts.known(request.scope):
        raise NoGrant
    return stored


def _part(stored: StoredFile) -> Part:
    """Tell which part a file belongs to: what came with a message is opened with the messages."""
    return Part.FILES if stored.message_id is None else Part.MESSAGES


def _opened(
    custodian: Custodian, officer: Officer, request: AccessRequest, stored: StoredFile
) -> Handed:
    opened = custodian.open(request.id, request.dossier_id, by=officer.id)
    if _part(stored) not in parts.known(opened.scope):
        raise NoGrant
    owner = enclosing.owner(request.dossier_id, opened.data_key)
    try:
        seals.reveal((stored,), owner)
    except SealRefused:
        raise SealBroken from None
    return Handed(stored, owner)
