"""Every page has a rule; a stranger meets a closed door, and each role gets what the table says."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from services.audit.models import AuditEntry
from services.dossiers.models import Dossier
from services.policy.check import allowed
from services.policy.table import Action, Role
from services.resources import Resources
from services.web import access
from services.web.access import Open
from tests import staff
from tests.filing import hand_in
from tests.web.addresses import address
from tests.web.officer.browsing import hidden, sign_in

CLOSED = {401, 403, 404, 410}
LOGIN = "/can-bo/dang-nhap"
OUTSIDE = ("/can-bo/dang-nhap", "/dang-nhap", "/tra-cuu")


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def is_closed(answer: TestResponse) -> bool:
    target = answer.location or ""
    return answer.status_code in CLOSED or (
        answer.status_code in {302, 307} and target.startswith(OUTSIDE)
    )


def call(browser: FlaskClient, method: str, path: str) -> TestResponse:
    """Call a page with a token of its own session, so that the token is not what refuses."""
    return browser.open(path, method=method, data=token(browser) if method == "POST" else None)


def call_again(browser: FlaskClient, method: str, path: str, given: dict[str, str]) -> TestResponse:
    """Call one of many pages with the token of before, or with a new one if it no longer holds."""
    answer = browser.open(path, method=method, data=given if method == "POST" else None)
    if answer.status_code != HTTPStatus.BAD_REQUEST:
        return answer
    given.update(token(browser))
    return call(browser, method, path)


def token(browser: FlaskClient) -> dict[str, str]:
    found = hidden(browser, LOGIN) or hidden(browser, "/can-bo/lich") or {"csrf_token": ""}
    return {"csrf_token": found["csrf_token"]}


def test_every_route_has_a_rule(app: Flask) -> None:
    unruled = {
        rule.endpoint
        for rule, _ in routes(app)
        if access.rule(rule.endpoint) is None and rule.endpoint not in access.SIGNED_IN
    }
    assert unruled == set()


def test_every_rule_of_a_page_has_its_route(app: Flask) -> None:
    known = {rule.endpoint for rule, _ in routes(app)}
    assert set(access.PAGES) - known == set()


def test_a_stranger_meets_a_closed_door(app: Flask, resources: Resources) -> None:
    number = hand_in(resources).dossier.number
    entered = [
        f"{method} {rule.rule}"
        for rule, method in routes(app)
        if access.rule(rule.endpoint) is not Open.PUBLIC
        and not is_closed(call(app.test_client(), method, address(app, rule, number)))
    ]
    assert entered == []


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_what_the_table_says(app: Flask, resources: Resources, role: Role) -> None:
    dossier = hand_in(resources).dossier
    officer = staff.add(resources, role)
    browser = app.test_client()
    sign_in(browser, officer.username)
    given = token(browser)
    wrong = []
    for rule, method in routes(app):
        asked = access.rule(rule.endpoint)
        if isinstance(asked, Action):
            is_near = asked.startswith("dossier.") and "number" in rule.arguments
            # Whoever takes it on the way is in charge of it from then on.
            may = allowed(officer, asked, now_of(resources, dossier.id) if is_near else None)
            answer = call_again(browser, method, address(app, rule, dossier.number), given)
            if (answer.status_code == 403) is bool(may):
                wrong.append((method, rule.rule, answer.status_code))
    assert wrong == []


def now_of(resources: Resources, dossier_id: int) -> Dossier:
    with resources.database.transaction() as session:
        return session.get_one(Dossier, dossier_id)


def test_an_administrator_reads_no_dossier_and_is_told_why(
    app: Flask, resources: Resources
) -> None:
    number = hand_in(resources).dossier.number
    browser = app.test_client()
    sign_in(browser, staff.add(resources, "administrator").username)
    assert "Bạn không được giao xem hồ sơ này" in browser.get(f"/can-bo/ho-so/{number}").text


@pytest.mark.parametrize("role", ["verifier", "administrator"])
def test_a_denial_is_entered(app: Flask, resources: Resources, role: str) -> None:
    number = hand_in(resources).dossier.number
    browser = app.test_client()
    sign_in(browser, staff.add(resources, role).username)
    browser.get(f"/can-bo/ho-so/{number}")
    assert ("dossier.read", number, "denied") in entered(resources)


def test_another_agency_s_dossier_does_not_exist_and_the_try_is_entered(
    app: Flask, resources: Resources
) -> None:
    number = hand_in(resources).dossier.number
    browser = app.test_client()
    sign_in(browser, staff.add(resources, "head", agency=staff.OTHER_COMMUNE).username)
    answer = browser.get(f"/can-bo/ho-so/{number}")
    noted = ("dossier.read", number, "denied") in entered(resources)
    assert (answer.status_code, noted) == (404, True)


def entered(resources: Resources) -> list[Any]:
    asked = select(AuditEntry.action, AuditEntry.object_id, AuditEntry.outcome)
    with resources.database.transaction() as session:
        return [tuple(row) for row in session.execute(asked)]


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("receiver", "/can-bo/"),
        ("auditor", "/can-bo/kiem-toan"),
        ("administrator", "/can-bo/nguoi-dung"),
    ],
)
def test_signing_in_leads_to_what_the_role_opens(
    app: Flask, resources: Resources, role: str, home: str
) -> None:
    username = staff.add(resources, role).username
    assert sign_in(app.test_client(), username).location == home


def test_a_page_that_nobody_ruled_is_shown_to_nobody(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = {key: rule for key, rule in access.PARTS.items() if key != "pages"}
    monkeypatch.setattr(access, "PARTS", rest)
    assert app.test_client().get("/").status_code == 403


@pytest.fixture
def link(app: Flask, resources: Resources) -> Callable[[str], str]:
    """Give the link to the first file of a dossier, as an officer's page shows it."""
    number = hand_in(resources).dossier.number

    def found(username: str) -> str:
        browser = app.test_client()
        sign_in(browser, username)
        page = browser.get(f"/can-bo/ho-so/{number}").text
        return page.partition('href="/tai-ve/')[2].partition('"')[0]

    return found


def test_a_link_of_an_officer_serves_nobody_else(
    app: Flask, resources: Resources, link: Callable[[str], str]
) -> None:
    token = link(staff.MODEL)
    browser = app.test_client()
    strangers = browser.get(f"/tai-ve/{token}").status_code
    sign_in(browser, staff.add(resources, "receiver").username)
    assert (strangers, browser.get(f"/tai-ve/{token}").status_code) == (403, 403)
