"""The inbox: the own agency, the nearest date first, found without accents."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from services.dossiers import inbox
from services.dossiers.models import Dossier
from services.resources import Resources
from services.web.context import today
from tests.copies import copy
from tests.filing import hand_in
from tests.web.officer.browsing import action_page, send

INBOX = "/can-bo/"
REFUSAL = {"reason_code": "6", "reason": "Đã quá thời hiệu."}


def change(resources: Resources, number: str, **values: Any) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Dossier).where(Dossier.number == number).values(**values))


def test_the_inbox_shows_number_applicant_and_state(hoa: FlaskClient, number: str) -> None:
    page = hoa.get(INBOX).text
    assert all(shown in page for shown in (number, "Nguyễn Thị Hương Giang", "Mới nộp"))


def test_another_agency_sees_nothing(mai: FlaskClient, number: str) -> None:
    page = mai.get(f"{INBOX}?loc=all").text
    assert (number in page, "Không có hồ sơ nào" in page) == (False, True)


@pytest.mark.parametrize(
    ("days", "chip"), [(-3, "Trễ 3 ngày"), (0, "Hôm nay"), (30, "ngày làm việc")]
)
def test_the_chip_says_how_near_the_date_is(
    resources: Resources, hoa: FlaskClient, number: str, days: int, chip: str
) -> None:
    change(resources, number, due_on=today() + timedelta(days=days))
    assert chip in hoa.get(INBOX).text


def test_a_closed_dossier_leaves_the_open_list(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "refuse"), **REFUSAL)
    shown = [number in hoa.get(f"{INBOX}?loc={scope}").text for scope in ("open", "closed", "all")]
    assert shown == [False, True, True]


def test_a_closed_dossier_is_never_late(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "refuse"), **REFUSAL)
    change(resources, number, due_on=date(2020, 1, 1))
    assert "Trễ" not in hoa.get(f"{INBOX}?loc=closed").text.split("<table>")[1]


@pytest.mark.parametrize(
    "search",
    [
        "huong giang",
        "HƯƠNG  Giang",
        "giang nguyen",
        "0001",
        "thi huong",
        "261120-0001",
        "%' OR 1=1",
    ],
)
def test_the_search_needs_no_accents(hoa: FlaskClient, number: str, search: str) -> None:
    shown = number in hoa.get(INBOX, query_string={"tim": search}).text
    assert shown is ("OR" not in search)


def test_a_whole_number_opens_the_dossier(hoa: FlaskClient, number: str) -> None:
    answer = hoa.get(INBOX, query_string={"tim": f" {number.lower()} "})
    assert answer.location == f"/can-bo/ho-so/{number}"


def test_the_number_of_another_agency_opens_nothing(mai: FlaskClient, number: str) -> None:
    assert mai.get(INBOX, query_string={"tim": number}).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tinh-trang=submitted", 1),
        ("tinh-trang=received", 0),
        ("thu-tuc=2.002409", 1),
        ("thu-tuc=2.002407", 0),
        ("sap-xep=newest", 1),
        ("loc=nonsense&sap-xep=nonsense&trang=nonsense", 1),
        ("trang=f.2026-99-99.1", 1),
        ("trang=b.0001-01-01.0", 0),
    ],
)
def test_the_filters_narrow_the_list(hoa: FlaskClient, number: str, query: str, found: int) -> None:
    assert hoa.get(f"{INBOX}?{query}").text.count(f">{number}</a>") == found


def test_a_nul_in_the_address_is_refused(hoa: FlaskClient) -> None:
    assert hoa.get(f"{INBOX}?tim=%00").status_code == 400


@pytest.mark.parametrize("order", ["due", "newest"])
def test_pages_follow_one_another_without_gap_or_twin(
    resources: Resources, hoa: FlaskClient, order: str
) -> None:
    number = hand_in(resources).dossier.number
    copy(resources, number, 2 * inbox.PAGE)
    address, seen = f"{INBOX}?sap-xep={order}", []
    while address:
        page = hoa.get(address).text
        seen += [part.split('"')[0] for part in page.split('href="/can-bo/ho-so/')[1:]]
        address = link(page, "next")
    assert (len(seen), len(set(seen))) == (2 * inbox.PAGE + 1, 2 * inbox.PAGE + 1)


def test_the_way_back_leads_to_the_first_page(resources: Resources, hoa: FlaskClient) -> None:
    copy(resources, hand_in(resources).dossier.number, 2 * inbox.PAGE)
    first = hoa.get(INBOX).text
    second = hoa.get(link(first, "next")).text
    assert rows(hoa.get(link(second, "prev")).text) == rows(first)


def test_a_long_list_is_counted_up_to_its_limit(resources: Resources, hoa: FlaskClient) -> None:
    copy(resources, hand_in(resources).dossier.number, inbox.MOST_COUNTED + 5)
    assert "1.000+ hồ sơ." in hoa.get(INBOX).text


def link(page: str, way: str) -> str:
    """Give the address of the next or the previous page; empty where there is none."""
    before, found, _ = page.partition(f'" rel="{way}"')
    return before.rsplit('href="', 1)[1].replace("&amp;", "&") if found else ""


def rows(page: str) -> str:
    return page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
