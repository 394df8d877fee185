"""Wrong tries make whoever tries wait; a known browser counts for itself.

An attacker slows down the browsers that nobody knows yet, never the one on the officer's desk.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.accounts.models import KnownDevice, Officer
from services.accounts.refusals import LoginPaused

# Each further failure doubles the pause; an attacker can slow an officer down, not lock him out.
FREE_FAILURES = 5
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
DOUBLINGS = 10
KNOWN_FOR = timedelta(days=180)
MOST_DEVICES = 10
TOKEN_BYTES = 32


class Counter(Protocol):
    """Whoever is made to wait: a known browser, or all others together."""

    failures: int
    locked_until: datetime | None


def counter(session: Session, officer: Officer, device: str) -> Counter:
    """Find what counts the tries of this browser, and hold it until the transaction ends."""
    key = (hashed(device), officer.id)
    known = session.get(KnownDevice, key, with_for_update=True) if device else None
    return known or officer


def refuse_paused(tried: Counter, *, now: datetime) -> None:
    """Go on only if no pause runs.

    Raises:
        LoginPaused: one does.

    """
    if tried.locked_until and tried.locked_until > now:
        raise LoginPaused(tried.locked_until)


def count_failure(tried: Counter, *, now: datetime) -> None:
    tried.failures += 1
    if tried.failures >= FREE_FAILURES:
        pause = FIRST_PAUSE * 2 ** min(tried.failures - FREE_FAILURES, DOUBLINGS)
        tried.locked_until = now + min(pause, LONGEST_PAUSE)


def forget(tried: Counter) -> None:
    tried.failures = 0
    tried.locked_until = None


def remember(session: Session, officer: Officer, device: str, *, now: datetime) -> str:
    """Know this browser from now on; give the token that it keeps."""
    users = {row.officer_id: row for row in _users(session, device)}
    if officer.id in users:
        users[officer.id].seen_at = now
        return device
    # Colleagues share a computer; a token that nobody was given is not taken over.
    token = device if users else secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        KnownDevice(token_hash=hashed(token), officer_id=officer.id, seen_at=now, failures=0)
    )
    session.flush()
    _drop_oldest(session, officer.id)
    return token


def forget_devices(session: Session, officer_id: int) -> None:
    session.execute(delete(KnownDevice).where(KnownDevice.officer_id == officer_id))


def sweep(session: Session, *, now: datetime) -> None:
    session.execute(delete(KnownDevice).where(KnownDevice.seen_at < now - KNOWN_FOR))


def hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _users(session: Session, device: str) -> Sequence[KnownDevice]:
    same = select(KnownDevice).where(KnownDevice.token_hash == hashed(device))
    return session.scalars(same).all() if device else ()


def _drop_oldest(session: Session, officer_id: int) -> None:
    own = select(KnownDevice).where(KnownDevice.officer_id == officer_id)
    for old in session.scalars(own.order_by(KnownDevice.seen_at.desc()).offset(MOST_DEVICES)):
        session.delete(old)
