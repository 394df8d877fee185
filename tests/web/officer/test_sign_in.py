"""Signing in: one answer to every wrong try, a new session after every right one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text, update

from config import Mode, Settings
from services.accounts import sessions as kept_sessions
from services.accounts import tries
from services.accounts.models import Officer, OfficerSession
from services.demo.load import PASSWORD
from services.resources import Resources
from services.web.application import create_application
from tests.web.addresses import address
from tests.web.officer.browsing import HOA, SIGN_IN, hidden, send, sign_in

INBOX = "/can-bo/"
WRONG = "chưa đúng"


def age(resources: Resources, by: timedelta, column: str) -> None:
    with resources.database.transaction() as session:
        session.execute(
            text(f"UPDATE officer_sessions SET {column} = {column} - :age"),  # noqa: S608 - a name of this file
            {"age": by},
        )


def sessions(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalars(select(func.count()).select_from(OfficerSession)).one()


def test_the_right_password_opens_the_inbox(client: FlaskClient) -> None:
    assert sign_in(client).location == INBOX


@pytest.mark.parametrize(
    ("username", "password"),
    [
        (HOA, "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("\x00", PASSWORD),
        ("x" * 10_000, "y" * 10_000),
    ],
)
def test_every_wrong_try_gets_the_same_answer(
    client: FlaskClient, username: str, password: str
) -> None:
    answer = sign_in(client, username, password)
    assert (answer.status_code, WRONG in answer.text) == (422, True)


def test_a_paused_account_gets_the_answer_of_a_wrong_password(client: FlaskClient) -> None:
    wrong = [sign_in(client, HOA, "wrong").text for _ in range(tries.FREE_FAILURES + 1)]
    assert WRONG in wrong[-1]


def test_a_paused_account_does_not_hear_the_right_password(client: FlaskClient) -> None:
    for _ in range(tries.FREE_FAILURES + 1):
        sign_in(client, HOA, "wrong")
    assert sign_in(client).status_code == 422


def test_a_closed_account_does_not_open(resources: Resources, client: FlaskClient) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Officer).where(Officer.username == HOA).values(active=False))
    assert sign_in(client).status_code == 422


def test_the_typed_name_is_kept_and_the_password_is_not(client: FlaskClient) -> None:
    page = sign_in(client, HOA, "a-wrong-password").text
    assert (f'value="{HOA}"' in page, "a-wrong-password" in page) == (True, False)


def test_signing_in_changes_the_cookie_and_the_form_token(client: FlaskClient) -> None:
    before = hidden(client, SIGN_IN)["csrf_token"]
    sign_in(client)
    with client.session_transaction() as kept:
        assert (set(kept), kept.get("csrf_token") == before) == ({"officer"}, False)


def test_signing_in_ends_the_session_before(resources: Resources, client: FlaskClient) -> None:
    sign_in(client)
    token = hidden(client, INBOX)
    client.post(SIGN_IN, data={**token, "username": HOA, "password": PASSWORD})
    assert sessions(resources) == 1


def test_signing_in_keeps_the_language(client: FlaskClient) -> None:
    client.get("/ngon-ngu/en")
    sign_in(client)
    assert '<html lang="en">' in client.get(INBOX).text


def test_signing_out_ends_the_session_on_the_server(
    resources: Resources, client: FlaskClient
) -> None:
    sign_in(client)
    client.post("/can-bo/dang-xuat", data=hidden(client, INBOX))
    assert sessions(resources) == 0


def test_a_link_does_not_sign_out(client: FlaskClient) -> None:
    sign_in(client)
    assert client.get("/can-bo/dang-xuat").status_code == 405


@pytest.mark.parametrize("path", ["/can-bo", "/can-bo/", "/can-bo/lich", "/can-bo/ho-so/A-1"])
def test_nobody_passes_without_a_session(client: FlaskClient, path: str) -> None:
    assert client.get(path).location.startswith(SIGN_IN)


def test_every_route_but_the_sign_in_asks_for_an_officer(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("officer.")]
    open_rules = {rule.endpoint for rule in rules if not closed(app, rule.endpoint)}
    # Where the agency has a provider of its own, it is asked before there is a session.
    assert open_rules - {"officer.begin_elsewhere"} == {"officer.sign_in", "officer.check"}


def closed(app: Flask, endpoint: str) -> bool:
    """Whether a stranger is led to the sign-in; the check of a form's token comes first."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    method = "GET" if "GET" in (rule.methods or ()) else "POST"
    browser = app.test_client()
    data = hidden(browser, SIGN_IN) if method == "POST" else {}
    answer = browser.open(address(app, rule, "A-1"), method=method, data=data)
    return (answer.location or "").startswith(SIGN_IN)


def test_the_sign_in_leads_back_to_the_page_asked_for(client: FlaskClient) -> None:
    page = client.get("/can-bo/lich?nam=2027").location
    answer = send(client, page, username=HOA, password=PASSWORD)
    assert answer.location == "/can-bo/lich?nam=2027"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/can-bo/",
        "/\\example.org",
        "/thu-tuc",
        "http://[",
        "/can-bo/../x\n",
    ],
)
def test_the_sign_in_leads_nowhere_else(client: FlaskClient, target: str) -> None:
    token = hidden(client, SIGN_IN)
    typed = {**token, "username": HOA, "password": PASSWORD, "next": target}
    assert client.post(SIGN_IN, data=typed).location.startswith(INBOX)


@pytest.mark.parametrize(
    ("column", "by"),
    [
        ("last_seen_at", kept_sessions.IDLE + timedelta(seconds=1)),
        ("created_at", kept_sessions.LONGEST + timedelta(seconds=1)),
    ],
)
def test_a_session_that_ran_out_is_told_so(
    resources: Resources, client: FlaskClient, column: str, by: timedelta
) -> None:
    sign_in(client)
    age(resources, by, column)
    assert "Phiên làm việc đã hết hạn" in client.get("/can-bo/", follow_redirects=True).text


def test_a_form_sent_after_the_session_ran_out_leads_back_to_its_page(
    resources: Resources, client: FlaskClient
) -> None:
    sign_in(client)
    token = hidden(client, INBOX)
    age(resources, kept_sessions.IDLE + timedelta(seconds=1), "last_seen_at")
    assert client.post("/can-bo/lich", data=token).location == f"{SIGN_IN}?next=/can-bo/lich"


@pytest.fixture
def limited(settings: Settings, resources: Resources) -> Iterator[FlaskClient]:  # noqa: ARG001 - cleans up after the test
    """Give the service with its limits on, as in production."""
    opened = Resources(replace(settings, mode=Mode.DEMO))
    yield create_application(opened).test_client()
    opened.close()


def test_one_address_may_not_try_for_ever(limited: FlaskClient) -> None:
    token = hidden(limited, SIGN_IN)
    typed = {**token, "username": "nobody", "password": "wrong"}
    answers = [limited.post(SIGN_IN, data=typed).status_code for _ in range(21)]
    assert (answers[19], answers[20]) == (422, 429)
