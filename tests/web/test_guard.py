"""Headers on every answer; what is protected leaves fewer traces; cookies are closed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.resources import Resources
from services.web import guard
from services.web.application import create_application
from tests.web.officer.browsing import hidden, sign_in

ANSWERS = ["/", "/nowhere", "/tra-cuu", "/api/v1/procedures", "/healthz", "/static/x/js/main.js"]
OPEN, PROTECTED = "/thu-tuc/KNPA/nop", "/thu-tuc/TTTC/nop"
AGENCY = {"agency": "XA.05443"}
SCRIPTS = Path(guard.__file__).parent / "assets" / "js"
HTML_SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|parseFromString"
    r"|createContextualFragment|\beval\(|new Function|setHTMLUnsafe|srcdoc"
)


@pytest.fixture
def secure(resources: Resources) -> Iterator[Flask]:
    kept = resources.settings
    resources.settings = replace(kept, base_url="https://motcua.test")
    yield create_application(resources)
    resources.settings = kept


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("header", [*guard.HEADERS, "Content-Security-Policy", "Referrer-Policy"])
def test_every_answer_carries_every_header(client: FlaskClient, path: str, header: str) -> None:
    assert header in client.get(path).headers


def test_the_policy_allows_nothing_inline_and_no_other_place(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert not re.search(r"unsafe|https?:|\*", policy)


def test_scripts_make_no_markup_out_of_text(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'; trusted-types motcua" in policy


def test_no_script_of_ours_turns_text_into_markup() -> None:
    found = [path.name for path in SCRIPTS.glob("*.js") if HTML_SINKS.search(path.read_text())]
    assert found == []


def test_https_is_kept_for_a_year(secure: Flask) -> None:
    strict = secure.test_client().get("/").headers["Strict-Transport-Security"]
    assert strict == "max-age=31536000; includeSubDomains"


def test_the_cookie_belongs_to_this_host_alone(secure: Flask) -> None:
    browser = secure.test_client()
    cookie = browser.get("/ngon-ngu/en", base_url="https://motcua.test").headers["Set-Cookie"]
    kept = re.sub(r"(__Host-motcua=)[^;]*", r"\1", cookie)
    assert kept == "__Host-motcua=; Secure; HttpOnly; Path=/; SameSite=Lax"


@pytest.mark.parametrize(("path", "policy"), [(OPEN, "same-origin"), (PROTECTED, "no-referrer")])
def test_a_protected_form_tells_no_other_page_where_one_came_from(
    client: FlaskClient, path: str, policy: str
) -> None:
    first = client.post(path, data={**hidden(client, path), **AGENCY}).location
    told = [client.get(page).headers["Referrer-Policy"] for page in (path, first)]
    assert told == [policy, policy]


def test_a_protected_page_is_stored_nowhere(client: FlaskClient) -> None:
    assert client.get("/thu-tuc/TTTC").headers["Cache-Control"] == "no-store"


def test_signing_out_clears_what_the_browser_keeps(client: FlaskClient) -> None:
    sign_in(client)
    answer = client.post("/can-bo/dang-xuat", data=hidden(client, "/can-bo/"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_the_end_of_a_look_up_clears_what_the_browser_keeps(client: FlaskClient) -> None:
    answer = client.post("/tra-cuu/thoat", data=hidden(client, "/tra-cuu"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_a_method_that_no_page_has_is_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/", method=method).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/x/",
        "/static/x/js/",
        "/.git/config",
        "/static/x/../config.py",
        "/static/x/../../guard.py",
    ],
)
def test_no_folder_is_listed_and_no_source_is_shown(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
