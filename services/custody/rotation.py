"""Go over to a new custody key: each data key is sealed again, the files stay untouched."""

import threading
from datetime import UTC, datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.custody import keys
from services.custody.events import Happening, note
from services.custody.models import CustodyKey
from services.custody.refusals import NothingToMove
from services.custody.room import Room
from services.identity import envelope
from services.identity.models import SealedKey
from services.identity.refusals import SealRefused
from services.identity.store import subject

BATCH = 500

log = structlog.get_logger(__name__)


def check(session: Session, key: CustodyKey) -> CustodyKey:
    """Find the key that takes over.

    Raises:
        NothingToMove: the agency has no newer key, or this one is retired already.

    """
    newer = keys.successor(session, key)
    if newer is None or key.retired_at is not None:
        raise NothingToMove
    return newer


def start(room: Room, key_id: int, private_key: bytes) -> None:
    """Move in a thread of its own: the custodian goes on answering meanwhile."""
    room.faults.pop(key_id, None)
    room.moving[key_id] = 0
    threading.Thread(target=_move, args=(room, key_id, private_key), daemon=True).start()


def _move(room: Room, key_id: int, private_key: bytes) -> None:
    try:
        done = False
        while not done:
            count = move_some(room, key_id, private_key)
            room.moving[key_id] += count
            done = not count and retire(room, key_id, now=datetime.now(UTC))
    except Exception as fault:  # noqa: BLE001 - Told on the status page; another start resumes.
        log.critical("moving to the new key stopped", key=key_id, fault=type(fault).__name__)
        room.faults[key_id] = type(fault).__name__
    finally:
        room.moving.pop(key_id, None)


def move_some(room: Room, key_id: int, private_key: bytes) -> int:
    """Seal a number of data keys again; what is done stays done when the process ends here."""
    with room.database.transaction() as session:
        newer = check(session, session.get_one(CustodyKey, key_id))
        rows = session.scalars(
            select(SealedKey)
            .where(SealedKey.custody_key_id == key_id)
            .order_by(SealedKey.dossier_id)
            .limit(BATCH)
            .with_for_update()
        ).all()
        for row in rows:
            _seal_again(row, private_key, newer)
    return len(rows)


def _seal_again(row: SealedKey, private_key: bytes, newer: CustodyKey) -> None:
    whose = subject(row.dossier_id)
    try:
        data_key = envelope.unwrap_for(private_key, row.custody_wrap, whose)
    except SealRefused:
        log.critical("sealed key is broken", dossier=row.dossier_id)
        raise
    row.custody_wrap = envelope.wrap_for(newer.public_key, data_key, whose)
    row.custody_key_id = newer.id


def retire(room: Room, key_id: int, *, now: datetime) -> bool:
    """Close the old key once nothing is sealed to it; filings in flight are waited for."""
    with room.database.transaction() as session:
        key = session.get_one(CustodyKey, key_id, with_for_update={"of": CustodyKey})
        left = select(SealedKey.dossier_id).where(SealedKey.custody_key_id == key_id).limit(1)
        if session.scalar(left) is not None:
            return False
        key.retired_at = now
        key.shares.clear()
        note(session, Happening.RETIRED, now=now, agency_id=key.agency_id, key_id=key_id)
    room.vault.seal(key_id)
    return True
