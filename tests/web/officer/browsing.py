"""A browser of the tests: it signs in and sends forms with what the pages hide in them."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from services.accounts.models import Officer
from services.demo.load import PASSWORD
from services.resources import Resources
from services.web.context import resources as connections
from services.web.officer.presence import DEVICE
from services.web.officer.sign_in import let_in
from services.web.signed_in import SIGNED_IN

HOA = "pdp.hoa"  # Of the commune that the filings of the tests go to.
NAM = "pdp.nam"  # Her colleague.
TAM = "pdp.tam"  # Their decider.
KHANH = "pdp.khanh"  # Their auditor.
MAI = "dt.mai"  # Of another commune.
HA = "tn.ha"  # Of the province, a holder of its key.
LAN = "ttcp.lan"  # Of the ministry.
SIGN_IN = "/can-bo/dang-nhap"

APP = "/can-bo/tai-khoan/ung-dung"

SECRET = re.compile(r">([A-Z2-7 ]{39})<")
RECOVERY = re.compile(r">([a-z2-9]{5}-[a-z2-9]{5})<")
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')


def hidden(browser: FlaskClient, page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(browser.get(page).text))


def send(browser: FlaskClient, page: str, **typed: Any) -> TestResponse:
    """Open a page and send its form to its own address."""
    return browser.post(page, data={**hidden(browser, page), **typed})


def sign_in(browser: FlaskClient, username: str = HOA, password: str = PASSWORD) -> TestResponse:
    return send(browser, SIGN_IN, username=username, password=password)


def let_through(browser: FlaskClient, username: str) -> None:
    """Let an officer in as the right password does, without the page that asks for it."""
    request = browser.application.test_request_context(environ_base=browser.environ_base)
    with request, connections().database.transaction() as session:
        named = select(Officer).where(Officer.username == username)
        _, token, device = let_in(session, session.scalars(named).one())
    with browser.session_transaction() as kept:
        kept[SIGNED_IN] = token
    browser.set_cookie(DEVICE, device, path="/can-bo/")


def idle(resources: Resources, passed: timedelta) -> None:
    """Let time pass since every officer last confirmed to be one."""
    with resources.database.transaction() as session:
        session.execute(
            text("UPDATE officer_sessions SET confirmed_at = confirmed_at - :passed"),
            {"passed": passed},
        )


def action_page(number: str, action: str) -> str:
    return f"/can-bo/ho-so/{number}/{action}"


def code_of(secret: str, steps: int = 0) -> str:
    """Give the code that an app shows now, or some half minutes later."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + steps * timedelta(seconds=30))


def set_up_app(browser: FlaskClient) -> tuple[str, list[str]]:
    """Set an authenticator app up; give its secret and the recovery codes that are shown."""
    page = browser.get(APP).text
    secret = SECRET.findall(page)[0].replace(" ", "")
    shown = browser.post(APP, data={**dict(HIDDEN.findall(page)), "code": code_of(secret, -1)})
    return secret, RECOVERY.findall(shown.text)
