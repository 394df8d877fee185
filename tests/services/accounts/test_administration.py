"""Administrators: the own agency and those below, never themselves, never a dossier."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts import administration, login, recovery, sessions
from services.accounts.administration import APART, Deed, Wish
from services.accounts.models import Officer, OfficerSession
from services.accounts.refusals import NotYourAccount, NotYourself, RolesClash, UsernameTaken
from services.accounts.sealing import Seals
from services.agencies import directory
from services.audit.models import AuditEntry
from services.audit.trail import Who
from services.demo.load import PASSWORD
from services.policy.check import NotPermitted
from services.policy.table import Role
from services.resources import Resources
from tests import staff
from tests.filing import AGENCY, NOW

WISH = Wish("Nguyễn Văn Mới", "Công chức", ("receiver",))
CONSOLE = Deed(Who("console"), NOW)


@pytest.fixture
def administrator(resources: Resources, session: Session) -> Officer:
    made = staff.add(resources, "administrator", agency=staff.PROVINCE)
    return session.get_one(Officer, made.id)


def deed(by: Officer) -> Deed:
    return Deed(Who("officer", by.id, by.agency_id), NOW)


def entered(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def make(session: Session, wish: Wish = WISH, username: str = "test.moi") -> str:
    return administration.make(session, username, directory.get(session, AGENCY), wish, CONSOLE)


def test_a_made_account_signs_in_with_its_first_password(session: Session) -> None:
    first = make(session, username=" Test.MOI ")
    found = login.check(session, "test.moi", first, now=NOW)
    assert found is not None
    assert found.must_change


def test_a_name_is_given_once(session: Session) -> None:
    make(session)
    with pytest.raises(UsernameTaken):
        make(session)


@pytest.mark.parametrize("role", sorted(APART))
def test_whoever_gives_accounts_out_reads_no_dossier_and_keeps_no_key(
    session: Session, role: Role
) -> None:
    with pytest.raises(RolesClash):
        make(session, Wish("An", "x", ("administrator", role)))


def test_an_administrator_finds_the_accounts_of_agencies_below(
    session: Session, administrator: Officer, officer: Officer
) -> None:
    assert administration.account(session, administrator, officer.id) is officer


def test_an_administrator_finds_no_account_above(
    session: Session, resources: Resources, administrator: Officer
) -> None:
    above = staff.named(resources, "ttcp.lan")
    with pytest.raises(NotYourAccount):
        administration.account(session, administrator, above.id)


def test_others_find_no_account(session: Session, officer: Officer) -> None:
    with pytest.raises(NotPermitted):
        administration.account(session, officer, officer.id)


def test_other_roles_end_the_sessions(
    session: Session, administrator: Officer, officer: Officer, row: OfficerSession
) -> None:
    assert row.officer is officer
    wish = Wish("Trần Văn Đổi", "Thanh tra viên", ("decider",))
    administration.change(session, officer, wish, deed(administrator))
    assert (sessions.listed(session, officer.id, now=NOW), officer.roles) == ([], ["decider"])


def test_another_name_ends_no_session(
    session: Session, administrator: Officer, officer: Officer, row: OfficerSession
) -> None:
    wish = Wish("Trần Văn Đổi", "Thanh tra viên", tuple(officer.roles))
    administration.change(session, officer, wish, deed(administrator))
    assert sessions.listed(session, officer.id, now=NOW) == [row]


def test_nobody_changes_the_own_roles(session: Session, administrator: Officer) -> None:
    with pytest.raises(NotYourself):
        administration.change(session, administrator, WISH, deed(administrator))


def test_nobody_closes_the_own_account(session: Session, administrator: Officer) -> None:
    with pytest.raises(NotYourself):
        administration.disable(session, administrator, deed(administrator))


def test_a_closed_account_opens_again(
    session: Session, administrator: Officer, officer: Officer
) -> None:
    administration.disable(session, officer, deed(administrator))
    closed = login.check(session, officer.username, PASSWORD, now=NOW)
    administration.enable(session, officer, deed(administrator))
    opened = login.check(session, officer.username, PASSWORD, now=NOW)
    assert (closed, opened) == (None, officer)


def test_a_reset_leaves_no_factor_no_session_and_no_old_password(
    session: Session,
    administrator: Officer,
    officer: Officer,
    row: OfficerSession,
    seals: Seals,
) -> None:
    recovery.renew(session, row.officer_id, seals=seals)
    session.flush()
    first = administration.reset_factors(session, officer, deed(administrator))
    left = session.scalar(select(func.count()).select_from(OfficerSession))
    tried = [login.check(session, officer.username, word, now=NOW) for word in (PASSWORD, first)]
    assert (left, tried) == (0, [None, officer])


def test_each_change_is_entered_without_a_name(
    session: Session, administrator: Officer, officer: Officer
) -> None:
    make(session)
    administration.give_password(session, officer, deed(administrator))
    administration.disable(session, officer, deed(administrator))
    told = str([entry.facts for entry in session.scalars(select(AuditEntry))])
    assert (entered(session), officer.username in told) == (
        ["account.add", "account.password", "account.disable"],
        False,
    )
