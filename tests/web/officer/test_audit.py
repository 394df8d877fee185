"""The auditor's page: what happened, found by time, officer, action, dossier and outcome."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.audit import search, trail
from services.audit.models import AuditEntry
from services.audit.trail import Note, Who
from services.resources import Resources
from tests import staff
from tests.filing import NOW, hand_in
from tests.web.officer.browsing import hidden

PAGE = "/can-bo/kiem-toan"
Enter = Callable[[str], FlaskClient]


@pytest.fixture
def auditor(resources: Resources, officer: Enter) -> FlaskClient:
    return officer(staff.add(resources, "auditor").username)


def read(resources: Resources, number: str, count: int = 1, object_id: str = "") -> None:
    hoa = staff.named(resources, staff.MODEL)
    who = Who("officer", hoa.id, hoa.agency_id)
    for _ in range(count):
        note = Note("dossier.read", who, ("dossier", object_id or number))
        trail.enter_apart(resources.database, note, now=NOW)


def lines(page: str) -> int:
    return page.count('<th scope="row"')


def test_a_reading_is_found_by_dossier(auditor: FlaskClient, hoa: FlaskClient, number: str) -> None:
    hoa.get(f"/can-bo/ho-so/{number}")
    page = auditor.get(f"{PAGE}?ho-so={number}&viec=dossier.read").text
    assert (lines(page), "Đặng Thị Hoa" in page) == (1, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tu=2026-11-20&den=2026-11-20&viec=dossier.read", 1),
        ("den=2026-11-19", 0),
        ("viec=dossier.read&ket-qua=done", 1),
        ("viec=dossier.read&ket-qua=denied", 0),
        ("viec=dossier.read&can-bo=999999", 0),
    ],
)
def test_filters_narrow(
    resources: Resources, auditor: FlaskClient, number: str, asked: str, found: int
) -> None:
    read(resources, number)
    assert lines(auditor.get(f"{PAGE}?{asked}").text) == found


def test_pages_follow_one_another(resources: Resources, auditor: FlaskClient) -> None:
    read(resources, "N-1", search.PAGE + 3)
    first = auditor.get(f"{PAGE}?viec=dossier.read").text
    onward = first.partition("trang=")[2].partition('"')[0]
    second = auditor.get(f"{PAGE}?viec=dossier.read&trang={onward}").text
    assert (lines(first), lines(second)) == (search.PAGE, 3)


@pytest.mark.parametrize(
    "place", ["x", "1", "9999999999999999999.1", "-1.-1", "1.99999999999999999999"]
)
def test_an_odd_place_is_the_first_page(auditor: FlaskClient, place: str) -> None:
    assert auditor.get(f"{PAGE}?trang={place}").status_code == 200


@pytest.mark.parametrize("day", ["2026-02-30", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_does_not_exist_is_refused_and_kept(auditor: FlaskClient, day: str) -> None:
    answer = auditor.get(f"{PAGE}?tu={day}")
    assert (answer.status_code, f'value="{day}"' in answer.text) == (422, True)


def test_an_end_before_the_beginning_is_told(auditor: FlaskClient) -> None:
    assert "đứng trước" in auditor.get(f"{PAGE}?tu=2026-11-20&den=2026-11-19").text


def test_another_agency_is_not_seen(resources: Resources, officer: Enter, number: str) -> None:
    read(resources, number)
    stranger = officer(staff.add(resources, "auditor", agency=staff.OTHER_COMMUNE).username)
    assert lines(stranger.get(f"{PAGE}?viec=dossier.read").text) == 0


def test_tries_under_a_name_that_nobody_has_are_seen_at_the_top(
    resources: Resources, officer: Enter, client: FlaskClient
) -> None:
    token = hidden(client, "/can-bo/dang-nhap")
    client.post("/can-bo/dang-nhap", data={**token, "username": "nobody", "password": "x"})
    top = officer(staff.add(resources, "auditor", agency=staff.CAPITAL).username)
    page = top.get(f"{PAGE}?viec=account.sign_in&ket-qua=denied").text
    assert (lines(page), "nobody" in page) == (1, False)


def export(browser: FlaskClient, **asked: str) -> list[list[str]]:
    token = hidden(browser, PAGE)
    answer = browser.post(f"{PAGE}/xuat", data={"csrf_token": token["csrf_token"], **asked})
    return list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))


def test_what_is_shown_can_be_exported(resources: Resources, auditor: FlaskClient) -> None:
    read(resources, "N-1", 3)
    assert len(export(auditor, viec="dossier.read")) == 1 + 3


def test_an_export_is_entered(resources: Resources, auditor: FlaskClient) -> None:
    export(auditor, viec="dossier.read")
    with resources.database.transaction() as session:
        asked = select(AuditEntry).where(AuditEntry.action == "audit.export")
        assert session.scalars(asked).one().facts == {"filters": ["viec"]}


def test_a_cell_never_runs_as_a_formula(resources: Resources, auditor: FlaskClient) -> None:
    read(resources, "", object_id="=1+1")
    assert export(auditor, viec="dossier.read")[1][7] == "'=1+1"


def test_a_wrong_day_exports_nothing(auditor: FlaskClient) -> None:
    token = hidden(auditor, PAGE)
    data = {"csrf_token": token["csrf_token"], "tu": "x"}
    assert auditor.post(f"{PAGE}/xuat", data=data).location == f"{PAGE}?tu=x"


def test_a_search_in_the_inbox_is_entered_without_its_words(
    resources: Resources, hoa: FlaskClient
) -> None:
    dossier = hand_in(resources).dossier
    hoa.get("/can-bo/", query_string={"tim": dossier.applicant_name})
    with resources.database.transaction() as session:
        asked = select(AuditEntry).where(AuditEntry.action == "dossier.list")
        entry = session.scalars(asked).one()
    assert (entry.facts, entry.object_id) == ({"shown": 1}, "")
