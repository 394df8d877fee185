"""Lists of rows without scripts: added, removed, told where they are wrong, never lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms import catalogue
from forms.procedure import Procedure
from services.resources import Resources
from tests.web.citizen.visitor import Page, Visitor

FILES = Path(__file__).parents[2] / "forms" / "files"
ADD = ("add_row", "items")
STAY = ("go", "stay")


@pytest.fixture(autouse=True)
def every_kind(resources: Resources) -> Iterator[Procedure]:
    """Offer the procedure that asks every kind of question, instead of those that ship."""
    resources.catalogue = catalogue.load(FILES)
    yield resources.catalogue.version("TEST-1", 1)
    resources.library.look()


@pytest.fixture
def listed(visitor: Visitor) -> Page:
    """Open the page that holds the list."""
    first = visitor.send(visitor.open("/thu-tuc/TEST-1/nop"), {"agency": "TTT.TN"})
    return visitor.open(first.path.replace("/who", "/rows"))


def two_rows(visitor: Visitor, listed: Page) -> Page:
    more = visitor.send(listed, {"items.0.worth": "nhiều"}, press=ADD)
    return visitor.send(more, {"items.1.worth": "5"}, press=STAY)


def test_a_list_begins_with_the_row_that_is_needed(listed: Page) -> None:
    assert ("Tài sản 1" in listed.text, "Tài sản 2" in listed.text) == (True, False)


def test_adding_a_row_leads_to_it(visitor: Visitor, listed: Page) -> None:
    body = {"csrf_token": listed.value("csrf_token"), "seen": listed.value("seen"), "items": "0"}
    answer = visitor.client.post(listed.path, data={**body, "add_row": "items"})
    assert answer.location.endswith("/rows#items-1")


def test_adding_a_row_keeps_what_is_wrong(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(listed, {"items.0.worth": "nhiều"}, press=ADD)
    assert (page.value("items.0.worth"), 'id="items-1"' in page.text) == ("nhiều", True)


def test_removing_a_row_keeps_the_others(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(two_rows(visitor, listed), press=("remove_row", "items.0"))
    assert (page.value("items.0.worth"), 'id="items-1"' in page.text) == ("5", False)


@pytest.mark.parametrize("place", ["items.99", "nothing.0", "items", "\x00", "x" * 5000])
def test_removing_a_row_that_is_not_there_changes_nothing(
    visitor: Visitor, listed: Page, place: str
) -> None:
    page = visitor.send(two_rows(visitor, listed), press=("remove_row", place))
    assert (page.value("items.0.worth"), page.value("items.1.worth")) == ("nhiều", "5")


def test_an_error_of_a_row_links_to_its_field(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(two_rows(visitor, listed))
    linked = set(re.findall(r'<li><a href="#([^"]+)"', page.text))
    assert (page.status, {"items-0-worth", "items-1-kind"} <= linked) == (422, True)


def test_the_summary_says_in_which_row_something_is_wrong(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(two_rows(visitor, listed))
    assert re.search(r'href="#items-0-worth">Tài sản 1: “Giá trị” phải là số', page.text)


def test_each_error_of_the_summary_links_to_a_place(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(two_rows(visitor, listed))
    linked = re.findall(r'<li><a href="#([^"]+)"', page.text)
    assert [one for one in linked if f'id="{one}"' not in page.text] == []


def test_a_full_list_offers_no_more(visitor: Visitor, listed: Page) -> None:
    page = listed
    for _ in range(3):
        page = visitor.send(page, press=ADD)
    assert ('value="items"' in page.text, "Đã đủ 4 dòng" in page.text) == (False, True)


@pytest.mark.parametrize(
    ("encoding", "count"),
    [("multipart/form-data", 3000), ("application/x-www-form-urlencoded", 10_000)],
)
def test_thousands_of_rows_are_told_at_the_list(
    visitor: Visitor, listed: Page, encoding: str, count: int
) -> None:
    body = {f"items.{number}.worth": "5" for number in range(count)}
    token = {"csrf_token": listed.value("csrf_token")}
    answer = visitor.client.post(listed.path, data={**body, **token}, content_type=encoding)
    assert (answer.status_code, 'id="items-error"' in answer.text) == (422, True)


def test_an_older_window_does_not_mix_its_rows_in(visitor: Visitor, listed: Page) -> None:
    two_rows(visitor, listed)
    page = visitor.send(listed, {"items.0.worth": "7"}, press=ADD)
    assert (page.status, visitor.open(listed.path).value("items.0.worth")) == (409, "nhiều")


def test_an_older_window_is_told_what_was_saved_in_a_row(visitor: Visitor, listed: Page) -> None:
    two_rows(visitor, listed)
    page = visitor.send(listed, {"items.0.worth": "7"}, press=STAY)
    assert "Tài sản 1: Giá trị" in page.text


def test_a_value_is_worked_out_when_the_page_is_saved(visitor: Visitor, listed: Page) -> None:
    page = visitor.send(listed, {"items.0.worth": "1500000"}, press=STAY)
    assert re.search(r'id="total" data-computed>1\.500\.000 đồng<', page.text)


def test_rows_are_read_over_one_by_one(visitor: Visitor, listed: Page) -> None:
    filled = {"items.0.kind": "house", "items.0.worth": "1500000"}
    visitor.send(listed, filled, press=STAY)
    page = visitor.open(listed.path.replace("/rows", "/xem-lai"))
    assert ("Tài sản 1: Giá trị" in page.text, "1.500.000 đồng" in page.text) == (True, True)


def test_an_agency_is_chosen_from_those_of_the_installation(visitor: Visitor, listed: Page) -> None:
    page = visitor.open(listed.path.replace("/rows", "/who"))
    assert '<option value="TTT.TN">' in page.text
