"""Before what matters the officer is asked again, and finds everything typed where it was."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.accounts.models import Officer
from services.demo.load import PASSWORD
from services.resources import Resources
from tests import staff
from tests.web.officer.browsing import hidden, idle, sign_in

CONFIRM = "/can-bo/xac-nhan"
NEW = "/can-bo/nguoi-dung/them"
TYPED = {
    "username": "test.moi",
    "full_name": "Nguyễn “Văn” <Mới>",
    "position": "Công chức",
    "agency": "XA.05443",
    "roles": ["receiver", "head"],
}


@pytest.fixture
def administrator(resources: Resources, client: FlaskClient) -> FlaskClient:
    """Sign an administrator in, a good while ago."""
    sign_in(client, staff.add(resources, "administrator").username)
    idle(resources, timedelta(minutes=6))
    return client


def question(browser: FlaskClient, **typed: object) -> dict[str, list[str]]:
    """Send the form of a new account; give the fields that the question brings along."""
    page = browser.post(NEW, data={**hidden(browser, CONFIRM), **TYPED, **typed}).text
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_a_page_that_matters_asks_first(administrator: FlaskClient) -> None:
    assert "Xác nhận lại là bạn" in administrator.get(NEW).text


def test_the_answer_leads_back_to_the_page(administrator: FlaskClient) -> None:
    fields = {**hidden(administrator, CONFIRM), "confirm.next": NEW}
    answer = administrator.post(CONFIRM, data={**fields, "confirm.password": PASSWORD})
    assert (answer.location, "Thêm tài khoản" in administrator.get(NEW).text) == (NEW, True)


def test_a_wrong_answer_is_told(administrator: FlaskClient) -> None:
    fields = {**hidden(administrator, CONFIRM), "confirm.next": NEW}
    answer = administrator.post(CONFIRM, data={**fields, "confirm.password": "wrong"})
    assert (answer.status_code, "Mật khẩu chưa đúng" in answer.text) == (422, True)


def test_what_was_typed_arrives_after_the_answer(
    administrator: FlaskClient, resources: Resources
) -> None:
    fields = question(administrator)
    sent = {**fields, "confirm.password": PASSWORD}
    answer = administrator.post(CONFIRM, data=sent)
    assert answer.status_code == 307  # The browser sends the same once more.
    administrator.post(answer.location, data=sent)
    with resources.database.transaction() as session:
        made = session.scalars(select(Officer).where(Officer.username == "test.moi")).one()
    assert (made.full_name, made.roles) == (TYPED["full_name"], TYPED["roles"])


def test_a_wrong_answer_loses_nothing_of_it(administrator: FlaskClient) -> None:
    fields = question(administrator)
    page = administrator.post(CONFIRM, data={**fields, "confirm.password": "wrong"}).text
    assert [role for role in ("receiver", "head") if f'name="roles" value="{role}"' in page] == [
        "receiver",
        "head",
    ]


def test_a_password_is_never_sent_back(administrator: FlaskClient) -> None:
    assert "password" not in question(administrator, password="secret-words")


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/thu-tuc"])
def test_the_answer_leads_nowhere_else(administrator: FlaskClient, target: str) -> None:
    fields = {**hidden(administrator, CONFIRM), "confirm.next": target}
    answer = administrator.post(CONFIRM, data={**fields, "confirm.password": PASSWORD})
    assert answer.location == "/can-bo/"
