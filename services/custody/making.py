"""Make a custody key: plan, hand a share to each holder, have it proven, then publish the key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.custody import protocol, shares
from services.custody.ceremonies import Ceremony
from services.custody.events import Happening, note
from services.custody.models import CustodyKey, CustodyShare
from services.custody.refusals import BadPlan, WrongWords
from services.custody.room import Room
from services.identity import envelope

CANARY = b"this key still opens"


def begin(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Plan a key for an agency; nothing is sealed to it before everybody has taken part."""
    agency_id, holders, threshold = asked["agency"], tuple(asked["holders"]), asked["threshold"]
    if len(set(holders)) != len(holders):
        raise BadPlan
    made = shares.make(threshold, len(holders))
    with room.database.transaction() as session:
        _check_holders(session, agency_id, holders)
        by = asked["by"] or None
        room.ceremonies.begin(Ceremony(agency_id, holders, threshold, by, now, made))
        facts = {"holders": list(holders), "threshold": threshold}
        note(session, Happening.PLANNED, now=now, agency_id=agency_id, officer_id=by, **facts)
    return {}


def share(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Put a holder's share under the passphrase, and tell the words this once."""
    ceremony, kept = room.ceremonies.get(asked["agency"], now=now), protocol.blob(asked["token"])
    words = ceremony.hand_out(asked["holder"], asked["passphrase"], room.cost)
    ceremony.keep_by_token(asked["holder"], kept)
    return {"words": words}


def prove(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Note that a holder has the words on paper; the last one makes the key."""
    ceremony = room.ceremonies.get(asked["agency"], now=now)
    ceremony.prove(asked["holder"], asked["words"])
    if not ceremony.is_complete():
        return {"missing": len(ceremony.holders) - len(ceremony.proven)}
    _check_shares(ceremony)
    with room.database.transaction() as session:
        key = store(session, ceremony, now=now)
    room.ceremonies.end(ceremony.agency_id)
    return {"missing": 0, "key": key.id}


def cancel(room: Room, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    ceremony = room.ceremonies.get(asked["agency"], now=now)
    with room.database.transaction() as session:
        note(
            session,
            Happening.CANCELLED,
            now=now,
            agency_id=ceremony.agency_id,
            officer_id=asked["by"] or None,
        )
    room.ceremonies.end(ceremony.agency_id)
    return {}


def store(session: Session, ceremony: Ceremony, *, now: datetime, demo: bool = False) -> CustodyKey:
    """Publish the public half, with everybody's locked share."""
    public_key = ceremony.made.public_key
    fingerprint = shares.fingerprint(public_key)
    key = CustodyKey(
        agency_id=ceremony.agency_id,
        public_key=public_key,
        fingerprint=fingerprint,
        threshold=ceremony.threshold,
        share_count=len(ceremony.holders),
        canary=envelope.wrap_for(public_key, CANARY, fingerprint),
        demo=demo,
        made_at=now,
        shares=_shares(ceremony, now),
    )
    session.add(key)
    session.flush()
    facts = {"fingerprint": fingerprint, "holders": list(ceremony.holders)}
    note(session, Happening.MADE, now=now, agency_id=key.agency_id, key_id=key.id, **facts)
    return key


def _shares(ceremony: Ceremony, now: datetime) -> list[CustodyShare]:
    return [
        CustodyShare(
            holder_id=holder,
            place=place,
            wrapped=ceremony.locked[holder],
            token=ceremony.tokens.get(holder),
            mark=shares.mark(ceremony.made.words[place]),
            proven_at=now,
        )
        for place, holder in enumerate(ceremony.holders)
    ]


def _check_shares(ceremony: Ceremony) -> None:
    """See once more, before anything is sealed to it, that shares from both ends give the key."""
    words, threshold = ceremony.made.words, ceremony.threshold
    for some in (words[:threshold], words[-threshold:]):
        if shares.public_half(shares.combine(some)) != ceremony.made.public_key:
            raise WrongWords


def _check_holders(session: Session, agency_id: int, holders: Sequence[int]) -> None:
    """See that all are officers at work in this agency."""
    known = select(func.count(Officer.id)).where(
        Officer.id.in_(holders), Officer.agency_id == agency_id, Officer.active
    )
    if session.scalar(known) != len(holders):
        raise BadPlan
