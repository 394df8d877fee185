"""Ten codes on paper, each of which opens the account once."""

import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.accounts.factor_models import RecoveryCode
from services.accounts.sealing import Seals

COUNT = 10
HALF = 5
PURPOSE = "recovery"
# Neither letters nor digits that are taken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST = 40


def renew(session: Session, officer_id: int, *, seals: Seals) -> tuple[str, ...]:
    """Make ten codes and forget those before; they are shown now and never again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    codes = tuple(_code() for _ in range(COUNT))
    marks = (seals.mark(_plain(code), officer_id, PURPOSE) for code in codes)
    session.add_all(RecoveryCode(officer_id=officer_id, mark=mark) for mark in marks)
    return codes


def accept(session: Session, officer_id: int, typed: str, *, seals: Seals) -> bool:
    """Take a code and forget it."""
    mark = seals.mark(_plain(typed[:LONGEST]), officer_id, PURPOSE)
    used = delete(RecoveryCode).where(
        RecoveryCode.officer_id == officer_id, RecoveryCode.mark == mark
    )
    return session.execute(used.returning(RecoveryCode.officer_id)).first() is not None


def _code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(2 * HALF))
    return f"{letters[:HALF]}-{letters[HALF:]}"


def _plain(code: str) -> str:
    return "".join(code.lower().split()).replace("-", "")
