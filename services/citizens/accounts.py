"""The accounts of people who sign in: made at the first time, deleted at their wish."""

import hmac
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import APPLICANT, Note
from services.citizens.models import CitizenAccount, CitizenDossier
from services.deadlines.clock import ZONE
from services.identity.secrets import key_of

# An account without dossiers that nobody used for so long says nothing to anybody any more.
UNUSED = timedelta(days=365)
DELETED = "citizen.delete_account"


class Numbers:
    """Tells whose account it is without keeping the personal number."""

    def __init__(self, secret: str) -> None:
        self._key = key_of(secret, b"citizens")

    def hash(self, number: str) -> bytes:
        """Hash a number; without the secret all numbers there can be would soon be tried."""
        return hmac.digest(self._key, number.encode(), sha256)


def sign_in(session: Session, numbers: Numbers, number: str, *, now: datetime) -> int:
    """Give the account of a number, made if there is none."""
    today = _day(now)
    made = insert(CitizenAccount).values(
        key_hash=numbers.hash(number), made_on=today, seen_on=today
    )
    kept = made.on_conflict_do_update(
        index_elements=[CitizenAccount.key_hash], set_={"seen_on": today}
    )
    return session.execute(kept.returning(CitizenAccount.id)).scalar_one()


def forget(session: Session, account_id: int, *, now: datetime) -> None:
    """Delete an account, its sessions and its list; the dossiers stay with their agencies."""
    session.execute(delete(CitizenAccount).where(CitizenAccount.id == account_id))
    trail.enter(session, Note(DELETED, APPLICANT), now=now)


def sweep(session: Session, *, now: datetime) -> None:
    """Forget accounts that nobody uses and that lead to no dossier."""
    filed = exists().where(CitizenDossier.account_id == CitizenAccount.id)
    unused = CitizenAccount.seen_on < _day(now - UNUSED)
    session.execute(delete(CitizenAccount).where(unused, ~filed))


def get(session: Session, account_id: int) -> CitizenAccount:
    return session.execute(
        select(CitizenAccount).where(CitizenAccount.id == account_id)
    ).scalar_one()


def _day(now: datetime) -> date:
    return now.astimezone(ZONE).date()
