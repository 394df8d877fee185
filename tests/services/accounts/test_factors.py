"""Second factors: each code serves once, and the last factor stays where one is demanded."""

from datetime import datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import authenticator, factors, login, recovery
from services.accounts.factor_models import Authenticator, RecoveryCode
from services.accounts.factors import DEMANDED_OF, Demand
from services.accounts.models import Officer, OfficerSession
from services.accounts.refusals import FactorNeeded, LoginPaused
from services.accounts.sealing import SealBroken, Seals
from services.accounts.tries import FREE_FAILURES
from services.demo.load import PASSWORD
from services.policy.table import Role
from tests.filing import NOW

HALF_MINUTE = timedelta(seconds=30)


def code(secret: str, moment: datetime = NOW) -> str:
    return pyotp.TOTP(secret).at(moment)


@pytest.fixture
def secret(session: Session, row: OfficerSession, seals: Seals) -> str:
    """Give the secret of the officer's app, which has shown its first code."""
    made = authenticator.begin(row, seals=seals)
    assert authenticator.finish(session, row, code(made), seals=seals, now=NOW)
    return made


def shown(session: Session, officer: Officer, typed: str, seals: Seals, steps: int = 1) -> str:
    moment = NOW + steps * HALF_MINUTE
    return factors.accept_code(session, officer, typed, seals=seals, now=moment)


@pytest.mark.parametrize("role", Role)
def test_roles_that_must_have_one_are_these(officer: Officer, role: Role) -> None:
    officer.is_demo, officer.roles = False, [role.value]
    must = role in {"decider", "administrator", "auditor", "custodian"}
    assert (Demand().holds_for(officer), role in DEMANDED_OF) == (must, must)


def test_an_installation_may_demand_it_of_all(officer: Officer) -> None:
    officer.is_demo = False
    assert Demand(of_all=True).holds_for(officer)


def test_a_demo_account_is_spared_where_demo_accounts_are_let_in(officer: Officer) -> None:
    assert not Demand(of_all=True, admits_demo=True).holds_for(officer)


def test_a_demo_account_is_refused_where_they_are_not(officer: Officer) -> None:
    assert not Demand().admits(officer)


def test_the_first_code_sets_the_app_up(session: Session, officer: Officer, secret: str) -> None:
    assert secret
    assert factors.of(session, officer.id).code


def test_a_wrong_code_sets_nothing_up(
    session: Session, officer: Officer, row: OfficerSession, seals: Seals
) -> None:
    authenticator.begin(row, seals=seals)
    done = authenticator.finish(session, row, "000000", seals=seals, now=NOW)
    assert (done, bool(factors.of(session, officer.id))) == (False, False)


def test_a_reloaded_page_shows_the_same_secret(row: OfficerSession, seals: Seals) -> None:
    assert authenticator.begin(row, seals=seals) == authenticator.begin(row, seals=seals)


def test_the_secret_is_kept_sealed(session: Session, secret: str) -> None:
    assert secret.encode() not in session.scalars(select(Authenticator.sealed)).one()


def test_a_sealed_secret_of_another_account_opens_nothing(seals: Seals) -> None:
    with pytest.raises(SealBroken):
        seals.unseal(seals.seal(b"secret", 1, "p"), 2, "p")


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_wrong(
    session: Session, officer: Officer, secret: str, seals: Seals, shift: int
) -> None:
    typed = code(secret, NOW + (3 + shift) * HALF_MINUTE)
    assert shown(session, officer, typed, seals, steps=3) == "code"


def test_a_code_serves_once(session: Session, officer: Officer, secret: str, seals: Seals) -> None:
    typed = code(secret, NOW + HALF_MINUTE)
    assert [shown(session, officer, typed, seals) for _ in range(2)] == ["code", ""]


def test_an_older_code_than_the_last_is_refused(
    session: Session, officer: Officer, secret: str, seals: Seals
) -> None:
    assert shown(session, officer, code(secret, NOW), seals) == ""


def test_a_code_may_be_typed_with_spaces(
    session: Session, officer: Officer, secret: str, seals: Seals
) -> None:
    typed = code(secret, NOW + HALF_MINUTE)
    assert shown(session, officer, f" {typed[:3]} {typed[3:]} ", seals) == "code"


@pytest.mark.parametrize("typed", ["", "x", "١٢٣٤٥٦", "1" * 200, "-" * 200, "\x00"])
def test_nonsense_is_no_code(
    session: Session, officer: Officer, secret: str, seals: Seals, typed: str
) -> None:
    assert secret
    assert shown(session, officer, typed, seals) == ""


def test_each_recovery_code_serves_once(session: Session, officer: Officer, seals: Seals) -> None:
    first, second, *_ = recovery.renew(session, officer.id, seals=seals)
    session.flush()
    used = [shown(session, officer, typed, seals) for typed in (first, first, second.upper())]
    assert used == ["recovery", "", "recovery"]


def test_recovery_codes_are_ten_and_counted(
    session: Session, officer: Officer, seals: Seals
) -> None:
    first = recovery.renew(session, officer.id, seals=seals)[0]
    session.flush()
    shown(session, officer, first, seals)
    assert factors.of(session, officer.id).recovery_codes == 9


def test_new_recovery_codes_do_away_with_the_old(
    session: Session, officer: Officer, seals: Seals
) -> None:
    old = recovery.renew(session, officer.id, seals=seals)[0]
    recovery.renew(session, officer.id, seals=seals)
    session.flush()
    assert shown(session, officer, old, seals) == ""


def test_recovery_codes_are_kept_as_marks(session: Session, officer: Officer, seals: Seals) -> None:
    codes = recovery.renew(session, officer.id, seals=seals)
    session.flush()
    kept = b"".join(session.scalars(select(RecoveryCode.mark)))
    assert not any(part.encode() in kept for one in codes for part in (one, one.replace("-", "")))


def test_wrong_codes_make_one_wait(
    session: Session, officer: Officer, secret: str, seals: Seals
) -> None:
    for _ in range(FREE_FAILURES):
        shown(session, officer, "000000", seals)
    with pytest.raises(LoginPaused):
        shown(session, officer, code(secret, NOW + HALF_MINUTE), seals)


def test_a_known_password_does_not_forgive_wrong_codes(
    session: Session, officer: Officer, secret: str, seals: Seals
) -> None:
    assert secret
    shown(session, officer, "000000", seals)
    login.check(session, officer.username, PASSWORD, now=NOW)
    assert officer.failures == 1


def test_the_last_factor_stays_where_one_is_demanded(
    session: Session, officer: Officer, secret: str
) -> None:
    assert secret
    officer.is_demo, officer.roles = False, ["decider"]
    authenticator.remove(session, officer.id)
    with pytest.raises(FactorNeeded):
        factors.settle_removal(session, officer, Demand())


def test_recovery_codes_go_with_the_last_factor(
    session: Session, officer: Officer, secret: str, seals: Seals
) -> None:
    assert secret
    recovery.renew(session, officer.id, seals=seals)
    authenticator.remove(session, officer.id)
    factors.settle_removal(session, officer, Demand())
    assert factors.of(session, officer.id).recovery_codes == 0
