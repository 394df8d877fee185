"""Holders give their shares: to unlock a key, to rehearse, to go over to a new key."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.custody import passphrases, protocol, rotation, shares
from services.custody.events import Happening, note
from services.custody.making import CANARY
from services.custody.models import CustodyKey, CustodyShare
from services.custody.refusals import (
    BadMessage,
    CustodyRefusal,
    DemoKeyInProduction,
    ForeignShare,
    NotAHolder,
    NothingGiven,
)
from services.custody.room import Room
from services.custody.vault import Purpose
from services.identity import envelope
from services.identity.refusals import SealRefused

Finish = Callable[[Room, CustodyKey, bytes, datetime], dict[str, Any]]


@dataclass(frozen=True)
class Given:
    """Enough shares of a key, and what for."""

    key: CustodyKey
    purpose: Purpose
    words: dict[int, str] = field(repr=False)


def give(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Take one holder's share; with the last one needed, do what the shares are given for."""
    purpose = _purpose(asked["purpose"])
    with room.database.transaction() as session:
        found = _share(session, asked["key"], asked["holder"])
        key = session.get_one(CustodyKey, found.key_id)
        if key.demo and room.production:
            raise DemoKeyInProduction
        if purpose is Purpose.ROTATE:
            rotation.check(session, key)
        words = _opened(room, found, asked, now)
        found.proven_at = now
        given = room.vault.gather(key.id, purpose, found.holder_id, words, now=now)
        told = {"given": len(given), "needed": key.threshold}
        if len(given) < key.threshold:
            return {**told, "done": False}
        return {**told, "done": True, **_finish(room, session, Given(key, purpose, given), now)}


def _purpose(name: str) -> Purpose:
    try:
        return Purpose(name)
    except ValueError:
        raise BadMessage from None


def _finish(room: Room, session: Session, given: Given, now: datetime) -> dict[str, Any]:
    key = given.key
    room.vault.forget(key.id, given.purpose)
    private_key = shares.combine(list(given.words.values()))
    if shares.public_half(private_key) != key.public_key:
        raise ForeignShare
    outcome = FINISH[given.purpose](room, key, private_key, now)
    facts = {"agency_id": key.agency_id, "key_id": key.id, "holders": sorted(given.words)}
    note(session, HAPPENING[given.purpose], now=now, **facts, **outcome)
    return outcome


def seal(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Forget a private key at once, or all (key 0)."""
    sealed = room.vault.seal(asked["key"] or None)
    note_sealed(room, sealed, why="asked", by=asked["by"] or None, now=now)
    return {"sealed": sealed}


def note_sealed(
    room: Room, key_ids: Collection[int], *, why: str, now: datetime, by: int | None = None
) -> None:
    if not key_ids:
        return
    with room.database.transaction() as session:
        for key_id in key_ids:
            note(session, Happening.SEALED, now=now, key_id=key_id, officer_id=by, why=why)


def recover(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Give a holder a new passphrase on the strength of the words on paper."""
    kept = protocol.blob(asked["token"])
    if not asked["words"].strip():
        raise NothingGiven
    passphrases.check_strength(asked["passphrase"])
    with room.database.transaction() as session:
        found = _share(session, asked["key"], asked["holder"])
        words = _opened(room, found, {"words": asked["words"], "passphrase": ""}, now)
        found.wrapped = passphrases.lock(words, asked["passphrase"], room.cost)
        found.token = kept
        found.proven_at = now
        facts = {"key_id": found.key_id, "officer_id": found.holder_id}
        note(session, Happening.RECOVERED, now=now, **facts)
    return {}


def _share(session: Session, key_id: int, holder_id: int) -> CustodyShare:
    # Of the share alone: the custodian may not even lock the rows of officers.
    found = session.get(CustodyShare, (key_id, holder_id), with_for_update={"of": CustodyShare})
    if found is None:
        raise NotAHolder
    return found


def _opened(room: Room, share: CustodyShare, asked: dict[str, Any], now: datetime) -> str:
    """Give the words of a share by passphrase or from paper; a wrong one is refused at once."""
    if not asked["words"].strip() and not asked["passphrase"].strip():
        raise NothingGiven
    place = (share.key_id, share.holder_id)
    room.brakes.before_try(place, now=now)
    try:
        words = _words(share, asked)
        if shares.mark(words) != share.mark:
            raise ForeignShare
    except CustodyRefusal:
        room.brakes.failed(place, now=now)
        raise
    room.brakes.succeeded(place)
    return words


def _words(share: CustodyShare, asked: dict[str, Any]) -> str:
    if asked["words"]:
        return shares.typed(asked["words"])
    return passphrases.unlock(share.wrapped, asked["passphrase"])


def _unlock(room: Room, key: CustodyKey, private_key: bytes, now: datetime) -> dict[str, Any]:
    room.vault.unlock(key.id, private_key, now=now)
    return {}


def _rehearse(room: Room, key: CustodyKey, private_key: bytes, now: datetime) -> dict[str, Any]:
    """Open the canary as if it were a dossier's key; the private key is not kept."""
    del room, now
    try:
        well = envelope.unwrap_for(private_key, key.canary, key.fingerprint) == CANARY
    except SealRefused:
        well = False
    return {"well": well}


def _rotate(room: Room, key: CustodyKey, private_key: bytes, now: datetime) -> dict[str, Any]:
    del now
    rotation.start(room, key.id, private_key)
    return {}


FINISH: dict[Purpose, Finish] = {
    Purpose.UNLOCK: _unlock,
    Purpose.REHEARSE: _rehearse,
    Purpose.ROTATE: _rotate,
}
HAPPENING = {
    Purpose.UNLOCK: Happening.UNLOCKED,
    Purpose.REHEARSE: Happening.REHEARSED,
    Purpose.ROTATE: Happening.ROTATING,
}
