"""Information without a sender, by Tor: plain HTTP, no scripts, one cookie, nobody asked for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from services.dossiers.models import Dossier
from services.resources import Resources
from services.settings.environment import SettingsFault
from services.settings.onion import onion_address
from services.web.application import create_application
from tests import talks
from tests.web.citizen.samples import TODAY, answers_of
from tests.web.citizen.visitor import Visitor

HOST = f"{'a2' * 28}.onion"
ONION = f"http://{HOST}"
SITE = "https://motcua.test"
INFORMATION = "TTTC"
CODE = re.compile(r'id="ma-tra-cuu-gia-tri">([^<]+)<')
NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
ABSOLUTE = re.compile(r'(?:href|src|action)="((?:https?:)?//[^"]+)"')
# What is asked about the denounced is no question about oneself.
PERSONAL = re.compile(
    r'name="(?!denounced\.)[^"]*(?:full_name|phone|email|identity|birth|address)[^"]*"'
)


@pytest.fixture
def app(resources: Resources) -> Iterator[Flask]:
    """Serve as in earnest: for HTTPS, and with an onion address."""
    kept = resources.settings
    resources.settings = replace(kept, base_url=SITE, onion_url=ONION)
    yield create_application(resources)
    resources.settings = kept


class TorBrowser(FlaskClient):
    """A browser without scripts that keeps all that is answered to it."""

    answers: list[TestResponse]

    def open(self, *arguments: object, **more: object) -> TestResponse:
        answer = super().open(*arguments, **{"base_url": ONION, **more})  # type: ignore[arg-type]
        vars(self).setdefault("answers", []).append(answer)
        return answer


@pytest.fixture
def browser(app: Flask) -> TorBrowser:
    app.test_client_class = TorBrowser
    client = app.test_client()
    assert isinstance(client, TorBrowser)
    return client


@pytest.fixture
def journey(browser: TorBrowser, resources: Resources) -> TorBrowser:
    """File information, follow it, write and be written to, without a word of oneself."""
    visitor = Visitor(browser)
    procedure = resources.catalogue.get(INFORMATION, TODAY)
    visitor.open("/")
    visitor.open(f"/thu-tuc/{INFORMATION}")
    page = visitor.send(visitor.open(f"/thu-tuc/{INFORMATION}/nop"), {"agency": "XA.05443"})
    for section in procedure.steps_to_fill:
        page = visitor.send(page, answers_of(procedure, section))
    page = visitor.send(page, {"declaration": "yes"}, press=("go", "submit"))
    codes = {"so": NUMBER.findall(page.text)[0], "ma": CODE.findall(page.text)[0]}
    visitor.send(visitor.open("/tra-cuu"), codes)
    with resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
    talks.by_officer(resources, dossier)
    page = visitor.open("/tra-cuu/ho-so/tin-nhan")
    assert talks.ANSWERED in page.text
    page = visitor.send(page, {"message": "Xem thêm ở sổ thu."}, press=("go", "send"))
    assert "Xem thêm ở sổ thu." in page.text
    visitor.open("/tra-cuu/ho-so/bao-tin")
    return browser


def test_the_whole_path_works_by_tor_and_leaves_one_cookie_of_the_session(
    journey: TorBrowser,
) -> None:
    """Each page answered, over HTTP, though the installation itself is served by HTTPS."""
    assert {answer.status_code for answer in journey.answers} <= {200, 302}
    cookies = [
        morsel
        for answer in journey.answers
        for header in answer.headers.getlist("Set-Cookie")
        for morsel in SimpleCookie(header).values()
    ]
    told = {(one.key, one["secure"], bool(one["httponly"]), one["domain"]) for one in cookies}
    assert told == {("motcua", "", True, "")}


def test_no_page_of_the_path_leads_elsewhere_or_asks_who_one_is(journey: TorBrowser) -> None:
    pages = [answer for answer in journey.answers if answer.mimetype == "text/html"]
    found = {address for page in pages for address in ABSOLUTE.findall(page.text)}
    moved = {
        urljoin(ONION, answer.location)
        for answer in journey.answers
        if answer.status_code in {302, 303, 307}
    }
    asked = {
        name
        for page in pages
        if f"/{INFORMATION}/" in page.request.path or "/nop/" in page.request.path
        for name in PERSONAL.findall(page.text)
    }
    assert (found, asked) == (set(), set())
    assert [address for address in moved if not address.startswith(f"{ONION}/")] == []


def test_nothing_asks_the_browser_for_https(journey: TorBrowser) -> None:
    headers = {name for answer in journey.answers for name, _ in answer.headers}
    assert {"Strict-Transport-Security", "Onion-Location"} & headers == set()


def test_elsewhere_the_onion_address_is_told_and_https_is_kept(app: Flask) -> None:
    answer = app.test_client().get("/tra-cuu?so=1", base_url=SITE)
    assert answer.headers["Onion-Location"] == f"{ONION}/tra-cuu?so=1"
    assert "Strict-Transport-Security" in answer.headers
    token = app.test_client().get("/can-bo/dang-nhap", base_url=SITE).headers["Set-Cookie"]
    assert token.startswith("__Host-motcua=")


def test_another_host_that_calls_itself_onion_is_none(app: Flask) -> None:
    other = f"http://{'b3' * 28}.onion"
    cookie = app.test_client().get("/can-bo/dang-nhap", base_url=other).headers["Set-Cookie"]
    assert "Secure" in cookie


@pytest.mark.parametrize(
    "value", [SITE, "a.onion", f"http://{HOST}/x", f"http://{HOST}:81", "http://short.onion"]
)
def test_what_is_no_onion_address_stops_the_start(value: str) -> None:
    with pytest.raises(SettingsFault):
        onion_address({"MOTCUA_ONION_URL": value})
