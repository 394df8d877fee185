"""A stranger's wrong tries never slow the browser down that the officer signs in with."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts import login, tries
from services.accounts.models import KnownDevice, Officer
from services.accounts.refusals import LoginPaused
from services.accounts.tries import FREE_FAILURES, KNOWN_FOR, MOST_DEVICES
from services.demo.load import PASSWORD
from tests.filing import NOW

SECOND = timedelta(seconds=1)


def fail(session: Session, officer: Officer, device: str = "") -> None:
    for _ in range(FREE_FAILURES):
        login.check(session, officer.username, "wrong", now=NOW, device=device)


def test_a_known_browser_does_not_wait_for_strangers(session: Session, officer: Officer) -> None:
    device = tries.remember(session, officer, "", now=NOW)
    fail(session, officer)
    found = login.check(session, officer.username, PASSWORD, now=NOW, device=device)
    assert found is officer


def test_a_known_browser_waits_for_its_own_failures(session: Session, officer: Officer) -> None:
    device = tries.remember(session, officer, "", now=NOW)
    fail(session, officer, device)
    with pytest.raises(LoginPaused):
        login.check(session, officer.username, PASSWORD, now=NOW, device=device)


def test_a_browser_that_calls_itself_known_is_a_stranger(
    session: Session, officer: Officer
) -> None:
    fail(session, officer, "invented")
    with pytest.raises(LoginPaused):
        login.check(session, officer.username, PASSWORD, now=NOW, device="another")


def test_a_token_that_nobody_was_given_is_not_taken_over(
    session: Session, officer: Officer
) -> None:
    assert tries.remember(session, officer, "invented", now=NOW) != "invented"


def test_a_browser_keeps_its_token(session: Session, officer: Officer) -> None:
    device = tries.remember(session, officer, "", now=NOW)
    assert tries.remember(session, officer, device, now=NOW + SECOND) == device


def test_the_token_is_kept_as_a_hash(session: Session, officer: Officer) -> None:
    device = tries.remember(session, officer, "", now=NOW)
    kept = session.scalars(select(KnownDevice.token_hash)).one()
    assert device.encode() not in kept


def test_the_oldest_browsers_are_forgotten(session: Session, officer: Officer) -> None:
    for turn in range(MOST_DEVICES + 3):
        tries.remember(session, officer, "", now=NOW + turn * SECOND)
    session.flush()
    kept = session.scalars(select(KnownDevice.seen_at)).all()
    assert (len(kept), min(kept)) == (MOST_DEVICES, NOW + 3 * SECOND)


def test_a_browser_that_was_long_away_is_forgotten(session: Session, officer: Officer) -> None:
    tries.remember(session, officer, "", now=NOW)
    tries.sweep(session, now=NOW + KNOWN_FOR + SECOND)
    assert session.scalar(select(func.count()).select_from(KnownDevice)) == 0
