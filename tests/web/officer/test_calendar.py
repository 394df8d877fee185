"""The working calendar: read by all, changed above the communes, never without a source."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from services.deadlines import calendar
from services.resources import Resources
from tests.web.officer.browsing import LAN, hidden, send

PAGE = "/can-bo/lich"
# Tuesday 05/10/2027 and Saturday 09/10/2027: days on which nothing is known.
ADDED = date(2027, 10, 5)
DAY = {"day.day": "5", "day.month": "10", "day.year": "2027"}
ENTRY = {**DAY, "kind": "swap_off", "name": "Nghỉ hoán đổi", "citation": "CV 1/BNV"}
CULTURE_DAY = "/can-bo/lich/2026-11-24"


@pytest.fixture
def lan(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(LAN)


@pytest.fixture(autouse=True)
def _calendar_as_it_was(resources: Resources) -> Iterator[None]:
    with resources.database.transaction() as session:
        kept = calendar.find(session, date(2026, 11, 24))
        assert kept is not None
        listed = calendar.ExceptionalDay(
            kept.day, kept.kind, kept.name, kept.citation, kept.confidence
        )
    yield
    with resources.database.transaction() as session:
        calendar.put(session, listed)
        calendar.remove(session, ADDED)


def is_working(resources: Resources, day: date) -> bool:
    with resources.database.transaction() as session:
        return calendar.read(session).is_working(day)


def test_a_commune_reads_the_calendar(hoa: FlaskClient) -> None:
    assert "NQ 28/2026/QH16" in hoa.get(f"{PAGE}?nam=2026").text


def test_a_commune_does_not_change_it(hoa: FlaskClient) -> None:
    token = hidden(hoa, PAGE)
    answers = [
        hoa.get(CULTURE_DAY).status_code,
        hoa.post(PAGE, data={**token, **ENTRY}).status_code,
        hoa.post(f"{CULTURE_DAY}/xoa", data=token).status_code,
    ]
    assert answers == [403, 403, 403]


def test_an_added_day_is_off(resources: Resources, lan: FlaskClient) -> None:
    send(lan, PAGE, **ENTRY)
    assert not is_working(resources, ADDED)


def test_a_changed_day_keeps_its_date(resources: Resources, lan: FlaskClient) -> None:
    send(lan, CULTURE_DAY, kind="holiday", name="Ngày Văn hóa", citation="NQ 28/2026/QH16")
    with resources.database.transaction() as session:
        row = calendar.find(session, date(2026, 11, 24))
    assert row is not None
    assert row.name == "Ngày Văn hóa"


def test_a_removed_day_is_worked_again(resources: Resources, lan: FlaskClient) -> None:
    lan.post(f"{CULTURE_DAY}/xoa", data=hidden(lan, CULTURE_DAY))
    assert is_working(resources, date(2026, 11, 24))


def test_a_removed_day_is_not_seeded_again(resources: Resources, lan: FlaskClient) -> None:
    lan.post(f"{CULTURE_DAY}/xoa", data=hidden(lan, CULTURE_DAY))
    listed = calendar.ExceptionalDay(date(2026, 11, 24), "holiday", "Ngày Văn hóa", "NQ", "S")
    with resources.database.transaction() as session:
        calendar.seed(session, [listed])
    assert is_working(resources, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day.day": "31", "day.month": "2"}, "day"),
        ({"day.year": "20277"}, "day"),
        ({"day.day": "٣x"}, "day"),
        ({"kind": "swap_work"}, "day"),
        ({"kind": "nonsense"}, "kind"),
        ({"kind": "ordinary"}, "kind"),
        ({"name": ""}, "name"),
        ({"citation": " "}, "citation"),
        ({"name": "x" * 201}, "name"),
        ({"citation": "\u202e"}, "citation"),
    ],
)
def test_a_day_that_makes_no_sense_is_told_at_its_field(
    lan: FlaskClient, changes: dict[str, str], field: str
) -> None:
    answer = send(lan, PAGE, **(ENTRY | changes))
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)


def test_what_was_typed_stays(lan: FlaskClient) -> None:
    assert 'value="CV 1/BNV"' in send(lan, PAGE, **(ENTRY | {"name": ""})).text


@pytest.mark.parametrize("iso", ["2026-11-25", "2026-99-99", "nonsense"])
def test_an_ordinary_day_has_no_page(lan: FlaskClient, iso: str) -> None:
    assert lan.get(f"{PAGE}/{iso}").status_code == 404


@pytest.mark.parametrize("year", ["1", "99999999999", "x"])
def test_a_year_out_of_range_is_this_year(hoa: FlaskClient, year: str) -> None:
    assert hoa.get(f"{PAGE}?nam={year}").status_code == 200
