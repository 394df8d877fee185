"""No barrier on any page of the officers, in any of its states, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page

from services.resources import Resources
from tests.browser.conftest import DESK, PHONE, Faults, Opener
from tests.browser.officers import LAN, NAM, choose_action, confirm, sign_in
from tests.filing import hand_in

WIDTHS = [PHONE, DESK]


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_has_no_barrier(open_browser: Opener, faults: Faults, width: int) -> None:
    page = open_browser(width)
    page.goto("/can-bo")
    found = faults(page)
    page.get_by_role("button", name="Đăng nhập").click()
    assert found + faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "?loc=closed", "?tim=kh%C3%B4ng", "lich", "ho-so/{number}"])
def test_a_page_has_no_barrier(
    open_browser: Opener, faults: Faults, number: str, width: int, path: str
) -> None:
    page = open_browser(width)
    sign_in(page, path="/can-bo/" + path.format(number=number))
    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("action", "label"),
    [("request_supplement", "Yêu cầu bổ sung"), ("refuse", "Từ chối tiếp nhận")],
)
def test_an_action_and_its_errors_have_no_barrier(  # noqa: PLR0913 - every state of two pages
    open_browser: Opener, faults: Faults, number: str, width: int, action: str, label: str
) -> None:
    page = open_browser(width)
    sign_in(page, path=f"/can-bo/ho-so/{number}/{action}")
    found = faults(page)
    confirm(page, label)
    assert found + faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_receiving_and_finishing_have_no_barrier(
    open_browser: Opener, faults: Faults, number: str, width: int
) -> None:
    page = open_browser(width)
    sign_in(page, path=f"/can-bo/ho-so/{number}/receive")
    found = faults(page)
    confirm(page, "Tiếp nhận hồ sơ")
    choose_action(page, "Trả kết quả")
    found += faults(page)
    confirm(page, "Trả kết quả")
    assert found + faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_being_overtaken_has_no_barrier(
    open_browser: Opener, faults: Faults, number: str, width: int
) -> None:
    page, faster = open_browser(width), open_browser(DESK)
    sign_in(page, path=f"/can-bo/ho-so/{number}/receive")
    sign_in(faster, NAM, path=f"/can-bo/ho-so/{number}/receive")
    confirm(faster, "Tiếp nhận hồ sơ")
    confirm(page, "Tiếp nhận hồ sơ")
    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_calendar_can_be_edited_without_barrier(
    open_browser: Opener, faults: Faults, width: int
) -> None:
    page = open_browser(width)
    sign_in(page, LAN, path="/can-bo/lich?nam=2026")
    found = faults(page)
    page.get_by_role("button", name="Ghi vào lịch").click()
    found += faults(page)
    page.goto("/can-bo/lich/2026-11-24")
    assert found + faults(page) == []


@pytest.mark.parametrize("width", [320, PHONE])
@pytest.mark.parametrize(
    "path", ["", "lich", "ho-so/{number}", "ho-so/{number}/refuse", "ho-so/{number}/receive"]
)
def test_nothing_scrolls_sideways(open_browser: Opener, number: str, width: int, path: str) -> None:
    page = open_browser(width)
    sign_in(page, path="/can-bo/" + path.format(number=number))
    assert overflow(page) == 0


def overflow(page: Page) -> int:
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
