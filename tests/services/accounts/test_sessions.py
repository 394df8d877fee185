"""Sessions: bound to their browser, renewed, listed, ended one by one or all together."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import agents, sessions
from services.accounts.models import Officer, OfficerSession, Stage
from services.accounts.sessions import BETWEEN, Browser, recently_confirmed
from services.audit.models import AuditEntry
from tests.filing import NOW

SECOND = timedelta(seconds=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWER = FIREFOX.replace("140", "141")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"
HERE = Browser(agents.mark(FIREFOX), agents.device(FIREFOX))


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox, Linux"),
        (CHROME, "Chrome, Windows"),
        (CHROME + " Edg/142.0", "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_a_person_would(agent: str, device: str) -> None:
    assert agents.device(agent) == device


def test_a_newer_version_is_the_same_browser() -> None:
    assert agents.mark(NEWER) == agents.mark(FIREFOX)


def test_another_browser_has_another_mark() -> None:
    assert agents.mark(CHROME) != agents.mark(FIREFOX)


def test_a_token_in_another_browser_ends_the_session(session: Session, officer: Officer) -> None:
    token = sessions.begin(session, officer, now=NOW, browser=HERE)
    stolen = sessions.who(session, token, now=NOW, browser=Browser(agents.mark(CHROME)))
    assert (stolen, sessions.who(session, token, now=NOW, browser=HERE)) == (None, None)


def test_a_token_in_another_browser_is_entered(session: Session, officer: Officer) -> None:
    token = sessions.begin(session, officer, now=NOW, browser=HERE)
    sessions.who(session, token, now=NOW)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.outcome, entry.actor_id) == (
        "account.session",
        "denied",
        officer.id,
    )


def test_whoever_owes_the_second_factor_is_nobody(session: Session, officer: Officer) -> None:
    token = sessions.begin(session, officer, now=NOW, stage=Stage.FACTOR)
    assert sessions.who(session, token, now=NOW) is None


def test_the_second_factor_is_not_waited_for_for_long(session: Session, officer: Officer) -> None:
    token = sessions.begin(session, officer, now=NOW, stage=Stage.FACTOR)
    late = NOW + BETWEEN + SECOND
    assert sessions.find(session, token, now=late, stage=Stage.FACTOR) is None


def test_the_second_factor_opens_the_session_under_another_token(
    session: Session, officer: Officer
) -> None:
    before = sessions.begin(session, officer, now=NOW, stage=Stage.FACTOR)
    row = sessions.find(session, before, now=NOW, stage=Stage.FACTOR)
    assert row is not None
    after = sessions.open_fully(session, row, "code", now=NOW)
    found = [sessions.who(session, token, now=NOW) for token in (before, after)]
    assert found == [None, officer]


def test_a_renewed_session_leaves_its_old_token_behind(
    session: Session, row: OfficerSession
) -> None:
    before = row.token_hash
    token = sessions.renew(session, row)
    assert (row.token_hash != before, sessions.find(session, token, now=NOW)) == (True, row)


@pytest.mark.parametrize(("later", "recent"), [(5 * 60, True), (5 * 60 + 1, False)])
def test_a_confirmation_holds_for_some_minutes(
    row: OfficerSession, later: int, *, recent: bool
) -> None:
    assert recently_confirmed(row, 5, now=NOW + later * SECOND) is recent


def test_who_confirms_again_is_recent_again(row: OfficerSession) -> None:
    later = NOW + timedelta(hours=1)
    sessions.confirm(row, "", now=later)
    assert recently_confirmed(row, now=later)


def test_own_sessions_are_listed_the_last_used_first(
    session: Session, officer: Officer, row: OfficerSession
) -> None:
    sessions.begin(session, officer, now=NOW + SECOND)
    sessions.begin(session, officer, now=NOW, stage=Stage.FACTOR)
    listed = sessions.listed(session, officer.id, now=NOW + SECOND)
    assert (len(listed), listed[-1]) == (2, row)


def test_all_other_sessions_end(session: Session, officer: Officer, row: OfficerSession) -> None:
    sessions.begin(session, officer, now=NOW)
    sessions.end_all(session, officer.id, but=row)
    assert sessions.listed(session, officer.id, now=NOW) == [row]


def test_nobody_ends_another_officer_s_session(
    session: Session, officer: Officer, row: OfficerSession
) -> None:
    sessions.end_one(session, officer.id + 1, row.id)
    assert sessions.listed(session, officer.id, now=NOW) == [row]
