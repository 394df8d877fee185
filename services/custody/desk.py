"""The custodian's desk: the table of what may be asked, one thing at a time."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from services.custody import making, opening, protocol, unlocking
from services.custody.models import CustodyKey
from services.custody.refusals import BadMessage, CustodyRefusal
from services.custody.room import Room
from services.custody.vault import Purpose

log = structlog.get_logger(__name__)
Operation = Callable[[Room, dict[str, Any], datetime], dict[str, Any]]


def status(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Tell which keys are unlocked, which shares are there, which keys are being made."""
    del asked
    with room.database.transaction() as session:
        ids = session.scalars(select(CustodyKey.id).where(CustodyKey.retired_at.is_(None))).all()
    return {
        "keys": {str(key_id): _key(room, key_id) for key_id in ids},
        "ceremonies": {
            str(agency_id): {
                "holders": list(ceremony.holders),
                "threshold": ceremony.threshold,
                "handed_out": sorted(ceremony.locked),
                "proven": sorted(ceremony.proven),
                "begun_at": ceremony.begun_at.isoformat(),
                "begun_by": ceremony.begun_by or 0,
            }
            for agency_id, ceremony in room.ceremonies.under_way(now=now).items()
        },
        "memory_locked": room.memory_locked,
    }


def _key(room: Room, key_id: int) -> dict[str, Any]:
    since = room.vault.since(key_id)
    return {
        "unlocked_at": since.isoformat() if since else "",
        "given": {purpose: room.vault.holders_of(key_id, purpose) for purpose in Purpose},
        "moving": room.moving.get(key_id, -1),
        "fault": room.faults.get(key_id, ""),
    }


OPERATIONS: Mapping[str, tuple[protocol.Fields, Operation]] = {
    "status": ({}, status),
    "begin": ({"agency": int, "holders": list, "threshold": int, "by": int}, making.begin),
    "share": ({"agency": int, "holder": int, "passphrase": str, "token": str}, making.share),
    "prove": ({"agency": int, "holder": int, "words": str}, making.prove),
    "cancel": ({"agency": int, "by": int}, making.cancel),
    "give": (
        {"key": int, "purpose": str, "holder": int, "passphrase": str, "words": str},
        unlocking.give,
    ),
    "recover": (
        {"key": int, "holder": int, "passphrase": str, "words": str, "token": str},
        unlocking.recover,
    ),
    "seal": ({"key": int, "by": int}, unlocking.seal),
    "open": ({"request": int, "officer": int, "to": str}, opening.open_dossier),
}


@dataclass
class Desk:
    """Serves one asker after the other: two never see half of what the other does."""

    room: Room
    lock: threading.Lock

    def answer(self, message: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Do what is asked, or say by name why not; nothing that is asked can stop the desk."""
        try:
            fields, operation = self._found(message)
            asked = protocol.checked(message, fields)
            with self.lock:
                return {"ok": operation(self.room, asked, now)}
        except CustodyRefusal as refusal:
            return {"refused": type(refusal).__name__}
        except SQLAlchemyError as fault:
            log.warning("the database failed", fault=type(fault).__name__)
            return {"refused": "CustodianAway"}
        except Exception as fault:  # noqa: BLE001 - One asker's trouble is not the next one's.
            log.critical("the desk failed", fault=type(fault).__name__)
            return {"refused": "CustodyRefusal"}

    def tidy(self, now: datetime) -> None:
        """Seal what nobody has used for long."""
        with self.lock:
            idle = self.room.vault.sweep(now=now)
        unlocking.note_sealed(self.room, idle, why="idle", now=now)

    @staticmethod
    def _found(message: Mapping[str, Any]) -> tuple[protocol.Fields, Operation]:
        name = message.get("op")
        if not isinstance(name, str) or name not in OPERATIONS:
            raise BadMessage
        return OPERATIONS[name]
