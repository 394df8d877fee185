"""The second factor: of whom it is demanded, and which ones an officer has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from services.accounts import authenticator, recovery, tries
from services.accounts.factor_models import Authenticator, Passkey, RecoveryCode
from services.accounts.models import Officer
from services.accounts.refusals import FactorNeeded
from services.accounts.sealing import Seals
from services.policy.table import Role

# What these may do harms others most when a password is stolen; all others may have one.
DEMANDED_OF = frozenset({Role.DECIDER, Role.ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN})
CODE = "code"
PASSKEY = "passkey"
RECOVERY = "recovery"


@dataclass(frozen=True)
class Demand:
    """Of whom this installation demands a second factor.

    of_all: whatever the role
    admits_demo: accounts whose password everybody knows sign in, and are spared the second factor;
        never so in production
    """

    of_all: bool = False
    admits_demo: bool = False

    def admits(self, officer: Officer) -> bool:
        return self.admits_demo or not officer.is_demo

    def holds_for(self, officer: Officer) -> bool:
        if officer.is_demo and self.admits_demo:
            return False
        return self.of_all or not DEMANDED_OF.isdisjoint(officer.roles)


@dataclass(frozen=True)
class Factors:
    """What an officer has set up; true if there is any that is asked for at the sign-in.

    A passkey that was copied opens nothing, but goes on being asked for: else whoever copied it
    would have done away with the second factor.
    """

    code: bool
    passkeys: int
    usable_passkeys: int
    recovery_codes: int

    def __bool__(self) -> bool:
        return self.code or self.passkeys > 0

    @property
    def usable(self) -> bool:
        return self.code or self.usable_passkeys > 0


def of(session: Session, officer_id: int) -> Factors:
    codes = select(func.count()).where(RecoveryCode.officer_id == officer_id)
    keys = select(func.count()).where(Passkey.officer_id == officer_id)
    asked = select(
        exists().where(Authenticator.officer_id == officer_id),
        keys.scalar_subquery(),
        keys.where(Passkey.copied_at.is_(None)).scalar_subquery(),
        codes.scalar_subquery(),
    )
    return Factors(*session.execute(asked).one())


def accept_code(
    session: Session, officer: Officer, typed: str, *, seals: Seals, now: datetime, device: str = ""
) -> str:
    """Take a code of the app or a recovery code; say which it was, or nothing, and count that.

    Raises:
        LoginPaused: this browser waits after too many failures.

    """
    counter = tries.counter(session, officer, device)
    tries.refuse_paused(counter, now=now)
    used = _used(session, officer.id, typed, seals=seals, now=now)
    if not used:
        tries.count_failure(counter, now=now)
        return ""
    tries.forget(counter)
    return used


def settle_removal(session: Session, officer: Officer, demand: Demand) -> None:
    """Call it after a factor was taken away; recovery codes alone make no second factor.

    Raises:
        FactorNeeded: it was the last of an officer who has to have one.

    """
    session.flush()
    left = of(session, officer.id)
    if demand.holds_for(officer) and not left.usable:
        raise FactorNeeded
    if not left:
        forget(session, officer.id)


def forget(session: Session, officer_id: int) -> None:
    for model in (Authenticator, Passkey, RecoveryCode):
        session.execute(delete(model).where(model.officer_id == officer_id))


def _used(session: Session, officer_id: int, typed: str, *, seals: Seals, now: datetime) -> str:
    digits = "".join(typed.split())
    if digits.isascii() and digits.isdecimal():
        taken = authenticator.accept(session, officer_id, digits, seals=seals, now=now)
        return CODE if taken else ""
    return RECOVERY if recovery.accept(session, officer_id, typed, seals=seals) else ""
