"""No barrier on any page of the officers, in any of its states, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page

from services.resources import Resources
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.looking import overflow
from tests.browser.officers import choose_action, confirm, sign_in
from tests.filing import hand_in
from tests.web.officer.browsing import LAN, NAM

NARROWEST = {"width": 320, "height": 800}
PATHS = ("", "?loc=closed", "?tim=kh%C3%B4ng", "lich?nam=2026", "ho-so/{number}")
ASKING = (("request_supplement", "Yêu cầu bổ sung"), ("refuse", "Từ chối tiếp nhận"))


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


def test_signing_in_has_no_barrier(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    page.goto("/can-bo")
    found = faults(page)
    page.get_by_role("button", name="Đăng nhập").click()
    assert found + faults(page) == []


def test_no_list_and_no_dossier_has_a_barrier(
    open_browser: Opener, faults: Faults, number: str
) -> None:
    page = open_browser(PHONE)
    sign_in(page)
    found = []
    for path in PATHS:
        page.goto("/can-bo/" + path.format(number=number))
        found += faults(page)
    assert found == []


def test_no_action_and_none_of_its_errors_has_a_barrier(
    open_browser: Opener, faults: Faults, number: str
) -> None:
    page = open_browser(PHONE)
    sign_in(page)
    found = []
    for action, label in ASKING:
        page.goto(f"/can-bo/ho-so/{number}/{action}")
        confirm(page, label)
        found += faults(page)
    assert found + receiving_and_finishing(page, faults, number) == []


def receiving_and_finishing(page: Page, faults: Faults, number: str) -> list[str]:
    page.goto(f"/can-bo/ho-so/{number}/receive")
    found = faults(page)
    confirm(page, "Tiếp nhận hồ sơ")
    choose_action(page, "Trả kết quả")
    confirm(page, "Trả kết quả")
    return found + faults(page)


def test_being_overtaken_has_no_barrier(open_browser: Opener, faults: Faults, number: str) -> None:
    page, faster = open_browser(PHONE), open_browser(DESK)
    sign_in(page, path=f"/can-bo/ho-so/{number}/receive")
    sign_in(faster, NAM, path=f"/can-bo/ho-so/{number}/receive")
    confirm(faster, "Tiếp nhận hồ sơ")
    confirm(page, "Tiếp nhận hồ sơ")
    assert faults(page) == []


def test_the_calendar_can_be_edited_without_barrier(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    sign_in(page, LAN, path="/can-bo/lich?nam=2026")
    page.get_by_role("button", name="Ghi vào lịch").click()
    found = faults(page)
    page.goto("/can-bo/lich/2026-11-24")
    assert found + faults(page) == []


def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_browser: Opener, number: str) -> None:
    page = open_browser(PHONE)
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    sign_in(page)
    wide = []
    for path in (*PATHS, "ho-so/{number}/refuse", "ho-so/{number}/receive"):
        page.goto("/can-bo/" + path.format(number=number))
        wide += [path] if overflow(page) else []
    assert wide == []
