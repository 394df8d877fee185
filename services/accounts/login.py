"""Sign officers in and out; sessions live in the database and can be ended there."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.accounts import passwords
from services.accounts.models import Officer, OfficerSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
# Each further failure doubles the pause; an attacker can slow an officer down, not lock him out.
FREE_FAILURES = 5
LONGEST_PAUSE = timedelta(minutes=5)
SEEN_EVERY = timedelta(minutes=1)
TOKEN_BYTES = 32


class LoginPaused(Exception):
    """Too many wrong tries for this account; `until` says when the next one is heard."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def check(session: Session, username: str, password: str, *, now: datetime) -> Officer | None:
    """Check a password; count a failure on the account and answer none.

    The caller commits in either case, so that failures are counted.

    Raises:
        LoginPaused: the account waits after too many failures.

    """
    officer = session.scalar(
        select(Officer)
        .where(Officer.username == username.strip().lower())
        .with_for_update(of=Officer)
    )
    if officer and officer.locked_until and officer.locked_until > now:
        # As slow as any other answer, so that the pause does not tell that the account exists.
        passwords.verify(None, password)
        raise LoginPaused(officer.locked_until)
    if not passwords.verify(officer.password_hash if officer else None, password):
        if officer:
            _count_failure(officer, now=now)
        return None
    if officer is None or not officer.active:
        return None
    officer.failures = 0
    officer.locked_until = None
    if passwords.is_outdated(officer.password_hash):
        officer.password_hash = passwords.hash_password(password)
    return officer


def named(session: Session, username: str) -> Officer | None:
    return session.scalar(select(Officer).where(Officer.username == username.strip().lower()))


def begin(session: Session, officer: Officer, *, now: datetime) -> str:
    """Open a session under a new token and return the token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        OfficerSession(
            token_hash=_hash(token), officer_id=officer.id, created_at=now, last_seen_at=now
        )
    )
    return token


def who(session: Session, token: str, *, now: datetime) -> Officer | None:
    """Tell whose session it is; none if it has ended, idled out or grown too old."""
    row = session.get(OfficerSession, _hash(token))
    if row is None or not row.officer.active:
        return None
    if now - row.last_seen_at > IDLE or now - row.created_at > LONGEST:
        session.delete(row)
        return None
    if now - row.last_seen_at > SEEN_EVERY:
        row.last_seen_at = now
    return row.officer


def end(session: Session, token: str) -> None:
    session.execute(delete(OfficerSession).where(OfficerSession.token_hash == _hash(token)))


def _count_failure(officer: Officer, *, now: datetime) -> None:
    officer.failures += 1
    if officer.failures >= FREE_FAILURES:
        pause = timedelta(seconds=5 * 2 ** min(officer.failures - FREE_FAILURES, 10))
        officer.locked_until = now + min(pause, LONGEST_PAUSE)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def sweep(session: Session, *, now: datetime) -> int:
    """Forget sessions that have ended by age or idleness."""
    ended = delete(OfficerSession).where(
        (OfficerSession.last_seen_at < now - IDLE) | (OfficerSession.created_at < now - LONGEST)
    )
    return len(session.execute(ended.returning(OfficerSession.officer_id)).all())
