"""Check the name and the password of whoever signs in."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import factors, passwords, tries
from services.accounts.models import Officer
from services.accounts.refusals import LoginPaused


def check(
    session: Session, username: str, password: str, *, now: datetime, device: str = ""
) -> Officer | None:
    """Check a password; count a failure and answer none.

    The caller commits in either case, so that failures are counted. They are forgotten here only
    if nothing else is asked: a known password must not open the way to endless tries of codes.

    device: what a known browser keeps; it waits for its own failures alone

    Raises:
        LoginPaused: this browser waits after too many failures.

    """
    officer = session.scalar(
        select(Officer)
        .where(Officer.username == username.strip().lower())
        .with_for_update(of=Officer)
    )
    counter = tries.counter(session, officer, device) if officer else None
    if counter:
        _hear(counter, password, now=now)
    if not passwords.verify(officer.password_hash if officer else None, password):
        if counter:
            tries.count_failure(counter, now=now)
        return None
    if officer is None or counter is None or not officer.active:
        return None
    if not factors.of(session, officer.id):
        tries.forget(counter)
    if passwords.is_outdated(officer.password_hash):
        officer.password_hash = passwords.hash_password(password)
    return officer


def named(session: Session, username: str) -> Officer | None:
    return session.scalar(select(Officer).where(Officer.username == username.strip().lower()))


def _hear(counter: tries.Counter, password: str, *, now: datetime) -> None:
    try:
        tries.refuse_paused(counter, now=now)
    except LoginPaused:
        # As slow as any other answer, so that the pause does not tell that the account exists.
        passwords.verify(None, password)
        raise
