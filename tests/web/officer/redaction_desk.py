"""The desk at which a redacted copy is made, as a browser without scripts reaches it."""

import re
from typing import Protocol

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.access_requests.parts import Part
from tests.web.officer.browsing import HIDDEN, hidden, send

REASON = "Làm bản lược bỏ cho người xác minh"
CHECKED = re.compile(r'name="(?:offered|found)" (?:type="checkbox" )?value="([\d.,]+)"')
SHEET = re.compile(r'[^"]*/tep/[0-9]+/1(?=")')


class Numbered(Protocol):
    """A dossier, as far as addresses name it."""

    @property
    def number(self) -> str: ...


def identity_page(dossier: Numbered) -> str:
    return f"/can-bo/ho-so/{dossier.number}/danh-tinh"


def desk(dossier: Numbered, path: str = "") -> str:
    return f"/can-bo/ho-so/{dossier.number}/luoc-bo{path}"


def copy_of(dossier: Numbered, path: str = "") -> str:
    return f"/can-bo/ho-so/{dossier.number}/ban-luoc-bo{path}"


def press(browser: FlaskClient, page: str, to: str = "", **sent: object) -> TestResponse:
    return browser.post(to or page, data={**hidden(browser, page), **sent})


def begin(browser: FlaskClient, dossier: Numbered, scope: tuple[Part, ...] = tuple(Part)) -> str:
    """Open the dossier with a reason, and lay the copy out."""
    send(browser, identity_page(dossier), reason=REASON, scope=list(scope))
    press(browser, desk(dossier))
    return browser.get(desk(dossier)).text


def mask_all(browser: FlaskClient, dossier: Numbered) -> None:
    press(browser, desk(dossier, "/chu"), do="all")
    page = desk(dossier, "/tep/1/1")
    shown = browser.get(page).text
    found = {**dict(HIDDEN.findall(shown)), "offered": CHECKED.findall(shown)}
    browser.post(page, data={**found, "do": "all"})
    drawn = {"left": "10", "top": "10,5", "width": "30", "height": "9"}
    press(browser, desk(dossier, "/chu"), desk(dossier, "/tep/2/1"), do="add", **drawn)


def look_at_all(browser: FlaskClient, dossier: Numbered) -> None:
    """Say so from the page of the words: to draw those of the files costs most of a test."""
    for page in ("/chu", "/tep/1/1", "/tep/1/2", "/tep/2/1"):
        press(browser, desk(dossier, "/chu"), desk(dossier, page), do="looked")


def issue(browser: FlaskClient, dossier: Numbered) -> None:
    answer = press(browser, desk(dossier), desk(dossier, "/phat-hanh"), looked="yes")
    assert answer.location == copy_of(dossier), browser.get(desk(dossier)).text
