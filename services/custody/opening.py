"""Open one dossier's data key, on the strength of a request that the custodian reads itself."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.custody import permissions, requests
from services.custody.events import Happening, note
from services.custody.models import AccessRequest
from services.custody.permissions import Matter
from services.custody.refusals import BadMessage, CustodyRefusal, NotApproved, SealBroken
from services.custody.room import Room
from services.identity import envelope
from services.identity.models import SealedKey
from services.identity.refusals import SealRefused
from services.identity.store import subject


def open_dossier(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Give a data key, sealed to the asker's key of this moment; noted before it is given."""
    recipient = _public_key(asked["to"])
    try:
        with room.database.transaction() as session:
            request = requests.to_open(session, asked["request"], asked["officer"], now=now)
            dossier = permissions.matter(session, request.dossier_id)
            if not permissions.may_open(session, request, dossier):
                raise NotApproved
            data_key = _data_key(room, session, request, now)
            _note_opening(session, request, dossier, now)
    except CustodyRefusal as refusal:
        _note_refusal(room, asked["request"], refusal, now)
        raise
    whose = subject(request.dossier_id)
    return {
        "dossier": request.dossier_id,
        "scope": request.scope,
        "key": b64encode(envelope.wrap_for(recipient, data_key, whose)).decode(),
    }


def _data_key(room: Room, session: Session, request: AccessRequest, now: datetime) -> bytes:
    sealed = session.get(SealedKey, request.dossier_id)
    if sealed is None:
        raise SealBroken
    private_key = room.vault.private_key(sealed.custody_key_id, now=now)
    room.brakes.before_opening(sealed.custody_key_id, now=now)
    try:
        return envelope.unwrap_for(private_key, sealed.custody_wrap, subject(request.dossier_id))
    except SealRefused:
        raise SealBroken from None


def _note_opening(session: Session, request: AccessRequest, dossier: Matter, now: datetime) -> None:
    """Note it with all that the holders are told: they may not see the dossier itself."""
    request.opened_at = request.opened_at or now
    note(
        session,
        Happening.OPENED,
        now=now,
        officer_id=request.requester_id,
        dossier_id=request.dossier_id,
        request_id=request.id,
        key_id=session.get_one(SealedKey, request.dossier_id).custody_key_id,
        number=dossier.number,
        scope=list(request.scope),
        reason=request.reason,
        approver=request.approver_id,
    )


def _note_refusal(room: Room, request_id: int, refusal: CustodyRefusal, now: datetime) -> None:
    with room.database.transaction() as session:
        request = session.get(AccessRequest, request_id)
        known = _known(session, request) if request else {}
        note(session, Happening.REFUSED, now=now, why=type(refusal).__name__, **known)


def _known(session: Session, request: AccessRequest) -> dict[str, int]:
    """Name what a refused request is about, so that the holders of its key see the refusal."""
    sealed = session.get(SealedKey, request.dossier_id)
    known = {"request_id": request.id, "dossier_id": request.dossier_id}
    return known | {"key_id": sealed.custody_key_id} if sealed else known


def _public_key(text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise BadMessage from None
    if len(key) != envelope.KEY_BYTES:
        raise BadMessage
    return key
