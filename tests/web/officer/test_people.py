"""Accounts on pages: made, changed, closed, reset, handed over; and only where they belong."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from services.accounts.models import Officer
from services.dossiers.models import Dossier
from services.resources import Resources
from tests import staff
from tests.filing import hand_in
from tests.web.officer.browsing import hidden, send, sign_in

PEOPLE = "/can-bo/nguoi-dung"
NEW = f"{PEOPLE}/them"
TYPED = {
    "username": "test.moi",
    "full_name": "Nguyễn Văn Mới",
    "position": "Công chức",
    "agency": "XA.05443",
    "roles": ["receiver"],
}
FIRST = re.compile(r'id="mat-khau-tam"[^>]*>([^<]+)<')


@pytest.fixture
def administrator(resources: Resources, client: FlaskClient) -> FlaskClient:
    made = staff.add(resources, "administrator", agency=staff.PROVINCE)
    sign_in(client, made.username)
    return client


@pytest.fixture
def person(resources: Resources) -> Officer:
    return staff.add(resources, "receiver")


def press(browser: FlaskClient, person: Officer, deed: str, **typed: object) -> TestResponse:
    token = hidden(browser, f"{PEOPLE}/{person.id}")
    return browser.post(f"{PEOPLE}/{person.id}/{deed}", data={**token, **typed})


def read(resources: Resources, person: Officer) -> Officer:
    with resources.database.transaction() as session:
        return session.get_one(Officer, person.id)


def test_a_new_account_signs_in_with_the_password_that_is_shown_once(
    administrator: FlaskClient, resources: Resources
) -> None:
    first = FIRST.findall(send(administrator, NEW, **TYPED).text)[0]
    other = administrator.application.test_client()
    assert sign_in(other, "test.moi", first).location == "/can-bo/"
    with resources.database.transaction() as session:
        assert session.scalars(
            select(Officer.must_change).where(Officer.username == "test.moi")
        ).one()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "Có dấu"}, "username"),
        ({"username": "pdp.hoa"}, "username"),
        ({"username": "x" * 5000}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "An\u202e"}, "full_name"),
        ({"position": "x" * 5000}, "position"),
        ({"agency": "000.00.00.G20"}, "agency"),
        ({"agency": ""}, "agency"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"roles": ["administrator", "decider"]}, "roles"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_stays(
    administrator: FlaskClient, typed: dict[str, object], field: str
) -> None:
    answer = send(administrator, NEW, **(TYPED | typed))
    kept = 'value="Công chức"' in answer.text or "position" in typed
    assert (answer.status_code, f'href="#{field}"' in answer.text, kept) == (422, True, True)


def test_the_list_shows_agencies_below_and_none_above(administrator: FlaskClient) -> None:
    page = administrator.get(PEOPLE).text
    assert ("Đặng Thị Hoa" in page, "Trần Thị Ngọc Lan" in page) == (True, False)


@pytest.mark.parametrize("query", ["tim=%25", "trang=0", "trang=99999999999", "co-quan=x", "tim=_"])
def test_any_question_to_the_list_is_answered(administrator: FlaskClient, query: str) -> None:
    assert administrator.get(f"{PEOPLE}?{query}").status_code == 200


def test_the_list_is_searched_by_name(administrator: FlaskClient) -> None:
    page = administrator.get(f"{PEOPLE}?tim=thị hoa").text
    assert ("Đặng Thị Hoa" in page, "Hoàng Văn Nam" in page) == (True, False)


def test_an_account_above_does_not_exist(administrator: FlaskClient, resources: Resources) -> None:
    above = staff.named(resources, "ttcp.lan")
    assert administrator.get(f"{PEOPLE}/{above.id}").status_code == 404


def test_a_changed_account_is_kept(
    administrator: FlaskClient, resources: Resources, person: Officer
) -> None:
    page = f"{PEOPLE}/{person.id}"
    send(administrator, page, full_name="Tên Mới", position="Trưởng phòng", roles=["decider"])
    kept = read(resources, person)
    assert (kept.full_name, kept.roles) == ("Tên Mới", ["decider"])


def test_a_closed_account_signs_in_no_more(
    administrator: FlaskClient, resources: Resources, person: Officer
) -> None:
    press(administrator, person, "khoa")
    closed = read(resources, person).active
    press(administrator, person, "mo")
    assert (closed, read(resources, person).active) == (False, True)


@pytest.mark.parametrize("deed", ["mat-khau", "dat-lai"])
def test_a_password_for_one_sign_in_is_shown(
    administrator: FlaskClient, resources: Resources, person: Officer, deed: str
) -> None:
    shown = FIRST.findall(press(administrator, person, deed).text)
    assert (len(shown), read(resources, person).must_change) == (1, True)


def test_nobody_closes_the_own_account(administrator: FlaskClient, resources: Resources) -> None:
    with resources.database.transaction() as session:
        me = session.scalars(select(Officer).where(Officer.username.like("test.admin%"))).one()
    press(administrator, me, "khoa")
    assert read(resources, me).active


def test_open_dossiers_are_handed_over(
    administrator: FlaskClient, resources: Resources, person: Officer
) -> None:
    number = hand_in(resources).dossier.number
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(assigned_to_id=person.id))
    taker = staff.named(resources, "pdp.nam")
    page = administrator.get(f"{PEOPLE}/{person.id}").text
    press(administrator, person, "ban-giao", to=taker.id)
    with resources.database.transaction() as session:
        held = session.scalars(select(Dossier.assigned_to_id)).one()
    assert (held, number in page) == (taker.id, False)


@pytest.mark.parametrize("to", ["", "x", "9" * 30, "0", "²"])
def test_nobody_such_takes_nothing_over(
    administrator: FlaskClient, person: Officer, to: str
) -> None:
    answer = press(administrator, person, "ban-giao", to=to)
    assert "Chưa bàn giao được" in administrator.get(answer.location).text
