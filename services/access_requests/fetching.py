"""Fetch a file that came with a message of a sealed dossier, while its messages are open."""

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
from services.custody.models import AccessRequest
from services.custody.refusals import CustodyRefusal, SealBroken
from services.dossiers import enclosing
from services.dossiers.models import Dossier
from services.files import seals
from services.files.models import StoredFile
from services.identity.files import Owner
from services.identity.refusals import SealRefused
from storage.objects import ObjectMissing


@dataclass(frozen=True)
class Wanted:
    """Which file, and under which request."""

    request_id: int
    file_id: UUID


def fetch(
    session: Session,
    keeper: Keeper,
    officer: Officer,
    dossier: Dossier,
    wanted: Wanted,
    *,
    now: datetime,
) -> tuple[StoredFile, Owner]:
    """Give the file with the key that opens it; entered before anybody sees it.

    Raises:
        NoGrant: no permission to read the messages is in force under this number.
        CustodyRefusal: the custodian does not open it.
        ObjectMissing: no message of this dossier came with such a file.

    """
    stored = _file(session, dossier, wanted.file_id)
    try:
        request = reading.in_force(session, officer, dossier, wanted.request_id, now=now)
        owner = _opened(keeper, officer, request, stored)
    except (AccessRefused, CustodyRefusal) as refusal:
        note = reading.refused(officer, dossier, wanted.request_id, refusal)
        trail.enter_apart(keeper.database, note, now=now)
        raise
    note = entries.of_request(entries.READ, officer, dossier, request)
    entered = replace(note, facts={**note.facts, "file": str(wanted.file_id)})
    trail.enter_apart(keeper.database, entered, now=now)
    return stored, owner


def _file(session: Session, dossier: Dossier, file_id: UUID) -> StoredFile:
    stored = session.get(StoredFile, file_id)
    if stored is None or stored.message_id is None or stored.dossier_id != dossier.id:
        raise ObjectMissing(str(file_id))
    return stored


def _opened(keeper: Keeper, officer: Officer, request: AccessRequest, stored: StoredFile) -> Owner:
    opened = keeper.custodian.open(request.id, request.dossier_id, by=officer.id)
    if Part.MESSAGES not in parts.known(opened.scope):
        raise NoGrant
    owner = enclosing.owner(request.dossier_id, opened.data_key)
    try:
        seals.reveal((stored,), owner)
    except SealRefused:
        raise SealBroken from None
    return owner
