"""Sessions of officers live in the database: they can be listed, renewed and ended there."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.accounts.models import Officer, OfficerSession, Stage
from services.accounts.tries import TOKEN_BYTES, hashed
from services.audit import trail
from services.audit.trail import Note, Outcome, Who

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
# How long the page of the second factor waits.
BETWEEN = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)
# How a session was opened.
PASSWORD_WAY = "password"  # noqa: S105 - a word for a way
ELSEWHERE_WAY = "elsewhere"
INSIDE = "agency"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Browser:
    """What is known of the browser that asks.

    mark: of what it says of itself (`services.accounts.agents`); device: the same in words
    place: `INSIDE` or `ELSEWHERE`
    """

    mark: bytes = b""
    device: str = ""
    place: str = ELSEWHERE


NO_BROWSER = Browser()


def begin(
    session: Session,
    officer: Officer,
    *,
    now: datetime,
    browser: Browser = NO_BROWSER,
    stage: Stage = Stage.OPEN,
    way: str = PASSWORD_WAY,
) -> str:
    """Open a session under a new token and return the token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = OfficerSession(
        token_hash=hashed(token),
        officer_id=officer.id,
        stage=stage.value,
        agent_hash=browser.mark,
        device=browser.device,
        place=browser.place,
        way=way,
        factor="",
        created_at=now,
        last_seen_at=now,
        confirmed_at=now if stage is Stage.OPEN else None,
    )
    session.add(row)
    session.flush()
    return token


def find(
    session: Session,
    token: str,
    *,
    now: datetime,
    browser: Browser = NO_BROWSER,
    stage: Stage = Stage.OPEN,
) -> OfficerSession | None:
    """Find a session at its stage; none if it has ended, idled out or grown too old.

    A token that comes from another browser was taken from its own: it ends for both.
    """
    row = session.get(OfficerSession, hashed(token))
    if row is None or not row.officer.active or row.stage != stage:
        return None
    is_other = not hmac.compare_digest(row.agent_hash, browser.mark)
    if is_other or _is_over(row, now=now):
        session.delete(row)
        session.flush()
        if is_other:
            _note_other_browser(session, row, now=now)
        return None
    if now - row.last_seen_at > SEEN_EVERY:
        row.last_seen_at = now
    return row


def who(
    session: Session, token: str, *, now: datetime, browser: Browser = NO_BROWSER
) -> Officer | None:
    row = find(session, token, now=now, browser=browser)
    return row.officer if row else None


def renew(session: Session, row: OfficerSession) -> str:
    """Put the session under another token: whoever saw the one before has nothing."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash = hashed(token)
    session.flush()
    return token


def open_fully(session: Session, row: OfficerSession, factor: str, *, now: datetime) -> str:
    """Let in whoever has shown the second factor too."""
    row.stage = Stage.OPEN.value
    row.created_at = now
    confirm(row, factor, now=now)
    return renew(session, row)


def confirm(row: OfficerSession, factor: str, *, now: datetime) -> None:
    row.factor = factor or row.factor
    row.confirmed_at = now
    row.challenge = None


def recently_confirmed(row: OfficerSession, minutes: int = 5, *, now: datetime) -> bool:
    """Whether it was shown within these minutes that the officer still sits there."""
    return row.confirmed_at is not None and now - row.confirmed_at <= timedelta(minutes=minutes)


def listed(session: Session, officer_id: int, *, now: datetime) -> Sequence[OfficerSession]:
    """List the open sessions of an officer, the last used first."""
    own = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id,
        OfficerSession.stage == Stage.OPEN.value,
        OfficerSession.last_seen_at >= now - IDLE,
        OfficerSession.created_at >= now - LONGEST,
    )
    return session.scalars(own.order_by(OfficerSession.last_seen_at.desc())).all()


def end(session: Session, token: str) -> None:
    session.execute(delete(OfficerSession).where(OfficerSession.token_hash == hashed(token)))


def end_one(session: Session, officer_id: int, session_id: int) -> None:
    """End one of the officer's sessions; of others it ends none."""
    own = delete(OfficerSession).where(OfficerSession.officer_id == officer_id)
    session.execute(own.where(OfficerSession.id == session_id))


def end_all(session: Session, officer_id: int, *, but: OfficerSession | None = None) -> None:
    """End every session of an officer, or every other."""
    own = delete(OfficerSession).where(OfficerSession.officer_id == officer_id)
    session.execute(own.where(OfficerSession.id != but.id) if but else own)


def sweep(session: Session, *, now: datetime) -> int:
    """Forget sessions that have ended by age or idleness."""
    ended = delete(OfficerSession).where(
        (OfficerSession.last_seen_at < now - IDLE) | (OfficerSession.created_at < now - LONGEST)
    )
    return len(session.execute(ended.returning(OfficerSession.officer_id)).all())


def _is_over(row: OfficerSession, *, now: datetime) -> bool:
    if row.stage == Stage.FACTOR.value and now - row.created_at > BETWEEN:
        return True
    return now - row.last_seen_at > IDLE or now - row.created_at > LONGEST


def _note_other_browser(session: Session, row: OfficerSession, *, now: datetime) -> None:
    who_has_it = Who("officer", row.officer_id, row.officer.agency_id)
    note = Note("account.session", who_has_it, outcome=Outcome.DENIED, reason="another browser")
    trail.enter(session, note, now=now)
