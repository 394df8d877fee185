"""Whoever opened nothing finds the protected person on no page, in no answer and in no export."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.policy.table import Action, Role
from services.resources import Resources
from services.web import access
from tests import sealed as sealing
from tests.custodian import unlock
from tests.sealed import FILE_NAME, MATTER, NAME, PHONE, Sealed
from tests.web.addresses import address
from tests.web.officer.browsing import hidden, send, sign_in

SECRETS = (NAME, PHONE, MATTER, FILE_NAME, "Hương Giang", "Huong Giang")
REASON = "Cần gọi để hẹn ngày làm việc"
# What the API gives to whoever knows number and code: not to anybody else.
BY_CODE = frozenset({"api.get_dossier", "api.get_document", "api.get_file", "api.get_receipt"})
SEARCHES = ("/can-bo/?tim=Giang", "/can-bo/?tim=huong+giang&loc=all", "/can-bo/kiem-toan?viec=")


@pytest.fixture
def looked_at(
    resources: Resources, province_key: Ceremony, custodian: Custodian, app: Flask
) -> Sealed:
    """Have somebody else look at everything once: nobody else sees more for that."""
    made = sealing.seal(resources, province_key)
    unlock(custodian, made.key_id, made.holders)
    browser = app.test_client()
    sign_in(browser, made.officer("decider").username)
    answer = send(browser, made.page, reason=REASON, scope=["person", "matter", "files"])
    assert NAME in browser.get(str(answer.location)).text
    return made


def answers(app: Flask, browser: FlaskClient, sealed: Sealed) -> Iterator[tuple[str, str]]:
    """Ask for every page of officers, every answer about a dossier, and the export."""
    for rule in app.url_map.iter_rules():
        is_closed = isinstance(access.rule(rule.endpoint), Action) or rule.endpoint in BY_CODE
        if "GET" in (rule.methods or ()) and is_closed:
            path = address(app, rule, sealed.number)
            yield path, browser.get(path).text
    for path in SEARCHES:
        yield path, browser.get(path).text
    export = "/can-bo/kiem-toan/xuat"
    yield export, browser.post(export, data=hidden(browser, "/can-bo/kiem-toan")).text


def leaks(app: Flask, browser: FlaskClient, sealed: Sealed) -> list[tuple[str, str]]:
    return [
        (path, secret)
        for path, text in answers(app, browser, sealed)
        for secret in SECRETS
        if secret in text and f"tim={secret}" not in path
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DECIDER])
def test_no_role_sees_it_without_having_opened_it(
    app: Flask, looked_at: Sealed, role: Role
) -> None:
    browser = app.test_client()
    sign_in(browser, looked_at.in_charge(role).username)
    assert leaks(app, browser, looked_at) == []


def test_another_decider_sees_it_only_by_opening_it(app: Flask, looked_at: Sealed) -> None:
    browser = app.test_client()
    sign_in(browser, "pdp.tam")
    assert leaks(app, browser, looked_at) == []


def test_a_stranger_sees_nothing(app: Flask, looked_at: Sealed) -> None:
    assert leaks(app, app.test_client(), looked_at) == []
