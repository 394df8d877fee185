"""The second step: demanded by role, by code, recovery code or passkey, before any other page."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from services.accounts import sessions
from services.accounts.factors import Demand
from services.accounts.models import Officer
from services.accounts.tries import FREE_FAILURES
from services.demo.load import PASSWORD
from services.resources import Resources
from tests import staff
from tests.web.officer.browsing import SIGN_IN, code_of, hidden, send, set_up_app, sign_in

SECOND = "/can-bo/dang-nhap/buoc-hai"
ACCOUNT = "/can-bo/tai-khoan"
PASSWORD_PAGE = "/can-bo/tai-khoan/mat-khau"
OWN = "sáng mưa gà xanh bút chì"


@pytest.fixture
def officer(resources: Resources) -> Officer:
    return staff.add(resources, "receiver")


@pytest.fixture
def app_of(app: Flask, officer: Officer) -> tuple[str, list[str]]:
    """Set an app up for the officer in some other browser."""
    browser = app.test_client()
    sign_in(browser, officer.username)
    return set_up_app(browser)


def change(resources: Resources, officer: Officer, **values: object) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Officer).where(Officer.id == officer.id).values(**values))


def test_a_password_alone_opens_nothing(
    client: FlaskClient, officer: Officer, app_of: tuple[str, list[str]]
) -> None:
    assert app_of
    leads_to = sign_in(client, officer.username).location
    assert (leads_to, client.get("/can-bo/").location) == (
        f"{SECOND}?next=/can-bo/",
        f"{SIGN_IN}?next=/can-bo/",
    )


def test_a_code_opens_the_page_asked_for(
    client: FlaskClient, officer: Officer, app_of: tuple[str, list[str]]
) -> None:
    page = client.get("/can-bo/lich?nam=2027").location
    second = send(client, page, username=officer.username, password=PASSWORD).location
    answer = client.post(
        second, data={**hidden(client, second), "confirm.code": code_of(app_of[0])}
    )
    assert answer.location == "/can-bo/lich?nam=2027"


def test_a_wrong_code_is_told_and_counted(
    client: FlaskClient, officer: Officer, app_of: tuple[str, list[str]]
) -> None:
    assert app_of
    second = sign_in(client, officer.username).location
    answer = client.post(second, data={**hidden(client, second), "confirm.code": "000000"})
    assert (answer.status_code, "Mã này chưa đúng" in answer.text) == (422, True)


def test_many_wrong_codes_make_one_wait(
    client: FlaskClient, officer: Officer, app_of: tuple[str, list[str]]
) -> None:
    second = sign_in(client, officer.username).location
    token = hidden(client, second)
    for _ in range(FREE_FAILURES):
        client.post(second, data={**token, "confirm.code": "000000"})
    answer = client.post(second, data={**token, "confirm.code": code_of(app_of[0])})
    assert "Hãy chờ 5 phút" in answer.text


def test_a_recovery_code_opens_and_the_rest_is_counted(
    client: FlaskClient, officer: Officer, app_of: tuple[str, list[str]]
) -> None:
    second = sign_in(client, officer.username).location
    typed = {**hidden(client, second), "confirm.code": app_of[1][0]}
    assert "Bạn còn 9 mã dự phòng" in client.post(second, data=typed, follow_redirects=True).text


def test_the_second_step_has_no_page_without_the_first(client: FlaskClient) -> None:
    assert client.get(SECOND).location.startswith(SIGN_IN)


def test_ten_recovery_codes_are_shown(app_of: tuple[str, list[str]]) -> None:
    assert len(set(app_of[1])) == 10


@pytest.fixture
def _as_in_production(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "second_factor", Demand())


@pytest.mark.usefixtures("_as_in_production")
def test_a_demo_account_does_not_sign_in_where_it_counts(
    client: FlaskClient, officer: Officer
) -> None:
    assert sign_in(client, officer.username).status_code == 422


@pytest.mark.usefixtures("_as_in_production")
def test_a_role_that_must_have_one_sees_no_other_page_before(
    resources: Resources, client: FlaskClient
) -> None:
    decider = staff.add(resources, "decider")
    change(resources, decider, is_demo=False)
    sign_in(client, decider.username)
    before = client.get("/can-bo/").location
    set_up_app(client)
    assert (before, client.get("/can-bo/").status_code) == (ACCOUNT, 200)


@pytest.mark.usefixtures("_as_in_production")
def test_the_last_factor_of_such_a_role_stays(resources: Resources, client: FlaskClient) -> None:
    decider = staff.add(resources, "decider")
    change(resources, decider, is_demo=False)
    sign_in(client, decider.username)
    set_up_app(client)
    token = hidden(client, ACCOUNT)
    page = client.post(f"{ACCOUNT}/ung-dung/bo", data=token, follow_redirects=True).text
    assert "Hãy thêm một cách khác trước" in page


@pytest.mark.usefixtures("_as_in_production")
def test_other_roles_may_do_without(
    resources: Resources, client: FlaskClient, officer: Officer
) -> None:
    change(resources, officer, is_demo=False)
    sign_in(client, officer.username)
    assert client.get("/can-bo/").status_code == 200


def test_a_given_password_has_to_be_changed_first(
    resources: Resources, client: FlaskClient, officer: Officer
) -> None:
    change(resources, officer, must_change=True)
    sign_in(client, officer.username)
    before = client.get("/can-bo/").location
    send(client, PASSWORD_PAGE, old=PASSWORD, new=OWN, again=OWN)
    assert (before, client.get("/can-bo/").status_code) == (PASSWORD_PAGE, 200)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "wrong"}, "old"),
        ({"again": "other"}, "again"),
        ({"new": "matkhau123456", "again": "matkhau123456"}, "new"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": "\x00" * 20, "again": "\x00" * 20}, "new"),
    ],
)
def test_a_password_that_is_not_taken_is_told_at_its_field(
    client: FlaskClient, officer: Officer, typed: dict[str, str], field: str
) -> None:
    sign_in(client, officer.username)
    answer = send(client, PASSWORD_PAGE, **({"old": PASSWORD, "new": OWN, "again": OWN} | typed))
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)


def test_a_new_password_signs_other_browsers_out(
    app: Flask, client: FlaskClient, officer: Officer
) -> None:
    other = app.test_client()
    sign_in(other, officer.username)
    sign_in(client, officer.username)
    send(client, PASSWORD_PAGE, old=PASSWORD, new=OWN, again=OWN)
    assert (other.get("/can-bo/").status_code, client.get("/can-bo/").status_code) == (302, 200)


def test_setting_a_factor_up_changes_the_cookie(client: FlaskClient, officer: Officer) -> None:
    sign_in(client, officer.username)
    with client.session_transaction() as kept:
        before = kept["officer"]
    set_up_app(client)
    with client.session_transaction() as kept:
        assert kept["officer"] != before


def test_the_list_of_devices_names_this_one(client: FlaskClient, officer: Officer) -> None:
    sign_in(client, officer.username)
    assert "Thiết bị này" in client.get(ACCOUNT).text


def test_other_devices_are_signed_out(app: Flask, client: FlaskClient, officer: Officer) -> None:
    other = app.test_client()
    sign_in(other, officer.username)
    sign_in(client, officer.username)
    client.post(f"{ACCOUNT}/phien/khac", data=hidden(client, ACCOUNT))
    assert (other.get("/can-bo/").status_code, client.get("/can-bo/").status_code) == (302, 200)


def test_a_cookie_in_another_browser_is_nobody(
    resources: Resources, client: FlaskClient, officer: Officer
) -> None:
    sign_in(client, officer.username)
    stolen = client.get("/can-bo/", headers={"User-Agent": "Mozilla/5.0 Firefox/140"})
    with resources.database.transaction() as session:
        left = sessions.listed(session, officer.id, now=datetime.now(UTC))
    assert (stolen.location, left) == (f"{SIGN_IN}?next=/can-bo/", [])


def test_a_known_browser_is_not_slowed_by_strangers(
    app: Flask, client: FlaskClient, officer: Officer
) -> None:
    sign_in(client, officer.username)
    client.post("/can-bo/dang-xuat", data=hidden(client, "/can-bo/"))
    stranger = app.test_client()
    for _ in range(FREE_FAILURES):
        sign_in(stranger, officer.username, "wrong")
    tried = [sign_in(browser, officer.username).status_code for browser in (stranger, client)]
    assert tried == [422, 302]
