"""Codes of an authenticator app (RFC 6238): six digits, a new one every half minute."""

import hmac
from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from services.accounts.factor_models import Authenticator
from services.accounts.models import OfficerSession
from services.accounts.sealing import SealBroken, Seals

PURPOSE = "authenticator"
STEP_SECONDS = 30
# Clocks of telephones go wrong by some seconds.
SHIFTS = (0, -1, 1)


def begin(row: OfficerSession, *, seals: Seals) -> str:
    """Give the secret that waits in the session for its first code; a new one if none does."""
    waiting = pending(row, seals=seals)
    if waiting:
        return waiting
    secret = pyotp.random_base32()
    row.pending = seals.seal(secret.encode(), row.officer_id, PURPOSE)
    return secret


def pending(row: OfficerSession, *, seals: Seals) -> str:
    return _secret(row.pending, row.officer_id, seals) if row.pending else ""


def finish(
    session: Session, row: OfficerSession, typed: str, *, seals: Seals, now: datetime
) -> bool:
    """Keep the secret once the app has shown a right code of it."""
    step = _step(pending(row, seals=seals), typed, now=now)
    if step is None or row.pending is None:
        return False
    kept = session.get(Authenticator, row.officer_id)
    if kept is None:
        kept = Authenticator(officer_id=row.officer_id)
        session.add(kept)
    kept.sealed, kept.last_step, kept.made_at = row.pending, step, now
    row.pending = None
    return True


def accept(session: Session, officer_id: int, typed: str, *, seals: Seals, now: datetime) -> bool:
    """Take a code once; an older one never again."""
    kept = session.get(Authenticator, officer_id, with_for_update=True)
    if kept is None:
        return False
    step = _step(_secret(kept.sealed, officer_id, seals), typed, now=now)
    if step is None or step <= kept.last_step:
        return False
    kept.last_step = step
    return True


def remove(session: Session, officer_id: int) -> None:
    kept = session.get(Authenticator, officer_id)
    if kept:
        session.delete(kept)


def address(secret: str, username: str, issuer: str) -> str:
    """Give what the picture says that the app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


def _secret(sealed: bytes, officer_id: int, seals: Seals) -> str:
    """Open a secret; none after the installation's own secret was changed."""
    try:
        return seals.unseal(sealed, officer_id, PURPOSE).decode()
    except SealBroken:
        return ""


def _step(secret: str, typed: str, *, now: datetime) -> int | None:
    """Tell of which half minute the code is, if it is one of the present ones."""
    digits = "".join(typed.split())
    if not secret or not digits.isascii():
        return None
    present, codes = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    for shift in SHIFTS:
        if hmac.compare_digest(codes.generate_otp(present + shift), digits):
            return present + shift
    return None
