"""Officers sign in; wrong tries make the account wait, sessions end by age and idleness."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts import login, passwords, sessions
from services.accounts.models import Officer, OfficerSession
from services.accounts.refusals import LoginPaused
from services.accounts.sessions import IDLE, LONGEST
from services.accounts.tries import FREE_FAILURES, LONGEST_PAUSE
from services.demo.load import PASSWORD, logins
from services.resources import Resources
from tests.filing import NOW

USERNAME = logins()[0][0]
SECOND = timedelta(seconds=1)


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


def officer(session: Session) -> Officer:
    return session.scalars(select(Officer).where(Officer.username == USERNAME)).one()


def fail(session: Session, times: int) -> None:
    """Try a wrong password, each time as soon as it is heard."""
    for _ in range(times):
        heard = max(NOW, officer(session).locked_until or NOW)
        login.check(session, USERNAME, "wrong", now=heard)


def test_right_password_signs_in(session: Session) -> None:
    found = login.check(session, USERNAME, PASSWORD, now=NOW)
    assert found is officer(session)


def test_name_is_known_however_it_is_typed(session: Session) -> None:
    assert login.check(session, f"  {USERNAME.upper()} ", PASSWORD, now=NOW) is not None


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_wrong_password_does_not(session: Session, password: str) -> None:
    assert login.check(session, USERNAME, password, now=NOW) is None


def test_unknown_name_does_not(session: Session) -> None:
    assert login.check(session, "nobody-at-all", PASSWORD, now=NOW) is None


def test_disabled_account_does_not(session: Session) -> None:
    officer(session).active = False
    assert login.check(session, USERNAME, PASSWORD, now=NOW) is None


def test_few_failures_cost_no_time(session: Session) -> None:
    fail(session, FREE_FAILURES - 1)
    assert login.check(session, USERNAME, PASSWORD, now=NOW) is not None


def test_account_waits_after_too_many_failures(session: Session) -> None:
    fail(session, FREE_FAILURES)
    with pytest.raises(LoginPaused) as paused:
        login.check(session, USERNAME, PASSWORD, now=NOW)
    assert paused.value.until == NOW + 5 * SECOND


def test_account_is_heard_again_after_the_pause(session: Session) -> None:
    fail(session, FREE_FAILURES)
    assert login.check(session, USERNAME, PASSWORD, now=NOW + 5 * SECOND) is not None


def test_pauses_double_up_to_their_limit(session: Session) -> None:
    pauses = []
    fail(session, FREE_FAILURES - 1)
    for _ in range(9):
        before = max(NOW, officer(session).locked_until or NOW)
        fail(session, 1)
        pauses.append((officer(session).locked_until or NOW) - before)
    assert [pause.seconds for pause in pauses] == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_no_number_of_failures_locks_an_officer_out_for_longer(session: Session) -> None:
    officer(session).failures = 100_000
    fail(session, 1)
    assert officer(session).locked_until == NOW + LONGEST_PAUSE


def test_success_forgets_the_failures(session: Session) -> None:
    fail(session, FREE_FAILURES - 1)
    login.check(session, USERNAME, PASSWORD, now=NOW)
    assert officer(session).failures == 0


def test_session_belongs_to_its_officer(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    assert sessions.who(session, token, now=NOW) is officer(session)


def test_two_sessions_have_two_tokens(session: Session) -> None:
    tokens = {sessions.begin(session, officer(session), now=NOW) for _ in range(2)}
    assert len(tokens) == 2


def test_token_is_kept_as_a_hash(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    kept = session.scalars(select(OfficerSession.token_hash)).one()
    assert token.encode() not in kept


def test_unknown_token_is_nobodys(session: Session) -> None:
    assert sessions.who(session, "no such token", now=NOW) is None


def test_session_that_was_ended_is_nobodys(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    sessions.end(session, token)
    assert sessions.who(session, token, now=NOW) is None


def test_session_ends_when_it_idles(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    assert sessions.who(session, token, now=NOW + IDLE + SECOND) is None


def test_session_that_is_used_lives_on(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    sessions.who(session, token, now=NOW + IDLE)
    assert sessions.who(session, token, now=NOW + IDLE + IDLE) is not None


def test_session_ends_by_age_however_busy(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    moments = [NOW + IDLE / 2 * turn for turn in range(26)]
    last = [moment for moment in moments if sessions.who(session, token, now=moment)][-1]
    assert last == NOW + LONGEST


def test_session_ends_with_its_account(session: Session) -> None:
    token = sessions.begin(session, officer(session), now=NOW)
    officer(session).active = False
    assert sessions.who(session, token, now=NOW) is None


def test_sweep_forgets_ended_sessions_alone(session: Session) -> None:
    sessions.begin(session, officer(session), now=NOW - IDLE - SECOND)
    token = sessions.begin(session, officer(session), now=NOW)
    assert sessions.sweep(session, now=NOW) == 1
    assert sessions.who(session, token, now=NOW) is not None


def test_officer_has_no_session_before_signing_in(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(OfficerSession)) == 0


def test_two_hashes_of_one_password_differ() -> None:
    assert passwords.hash_password("mật khẩu") != passwords.hash_password("mật khẩu")


@pytest.mark.parametrize("kept", [None, "", "no hash"])
def test_no_password_fits_no_hash(kept: str | None) -> None:
    assert not passwords.verify(kept, "")


def test_new_hash_is_not_outdated() -> None:
    assert not passwords.is_outdated(passwords.hash_password("mật khẩu"))
