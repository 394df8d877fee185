"""A browser of the tests: it signs in and sends forms with what the pages hide in them."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.demo.load import PASSWORD

HOA = "pdp.hoa"  # Of the commune that the filings of the tests go to.
NAM = "pdp.nam"  # Her colleague.
MAI = "dt.mai"  # Of another commune.
LAN = "ttcp.lan"  # Of the ministry.
SIGN_IN = "/can-bo/dang-nhap"

HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')


def hidden(browser: FlaskClient, page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(browser.get(page).text))


def send(browser: FlaskClient, page: str, **typed: Any) -> TestResponse:
    """Open a page and send its form to its own address."""
    return browser.post(page, data={**hidden(browser, page), **typed})


def sign_in(browser: FlaskClient, username: str = HOA, password: str = PASSWORD) -> TestResponse:
    return send(browser, SIGN_IN, username=username, password=password)


def action_page(number: str, action: str) -> str:
    return f"/can-bo/ho-so/{number}/{action}"
