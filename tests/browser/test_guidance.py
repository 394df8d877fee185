"""Guidance in a real browser: on a phone, with scripts and without, and without barriers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.looking import overflow

WIZARD = "/huong-dan/khieu-nai"
OUTCOME = f"{WIZARD}?purpose=complaint&against=commune&instance=first"
COUNTED = "/huong-dan/thoi-hieu?loai=complaint_first&ngay.day=6&ngay.month=5&ngay.year=2026&tinh=1"
PAGES = [
    "/",
    "/huong-dan",
    WIZARD,
    f"{WIZARD}?purpose=complaint",
    f"{WIZARD}?hoi=purpose",
    OUTCOME,
    f"{WIZARD}?purpose=complaint&against=department&instance=second",
    f"{WIZARD}?purpose=denunciation&accused=commune_chair",
    f"{WIZARD}?purpose=feedback",
    "/huong-dan/tham-quyen",
    "/huong-dan/thoi-hieu",
    "/huong-dan/thoi-hieu?tinh=1",
    COUNTED,
    "/huong-dan/khong-thu-ly",
    "/huong-dan/nop-thay",
    "/thu-tuc/2.002409",
    "/thu-tuc/2.002409/nop",
]


def answer(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Tiếp tục").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_wizard_leads_from_question_to_filing(open_browser: Opener, *, scripts: bool) -> None:
    page = open_browser(PHONE, scripts=scripts)
    page.goto(WIZARD)
    answer(page, "Khiếu nại")
    answer(page, "Chủ tịch UBND tỉnh, thành phố")
    answer(page, "Lần đầu")
    page.get_by_role("button", name="Bắt đầu điền đơn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Người khiếu nại")


def test_browser_goes_back_to_the_question_before(phone: Page) -> None:
    phone.goto(WIZARD)
    answer(phone, "Khiếu nại")
    phone.go_back()
    expect(phone.get_by_text("Bạn muốn làm gì?")).to_be_visible()


def test_answer_can_be_changed(plain_phone: Page) -> None:
    plain_phone.goto(OUTCOME)
    plain_phone.get_by_role("link", name="Sửa – Quyết định hoặc việc làm đó của ai?").click()
    expect(plain_phone.get_by_text("Quyết định hoặc việc làm đó của ai?").first).to_be_visible()


def test_limitation_is_counted_without_scripts(plain_phone: Page) -> None:
    plain_phone.goto("/huong-dan/thoi-hieu")
    plain_phone.get_by_label("Khiếu nại lần đầu", exact=True).check()
    for part, value in (("day", "6"), ("month", "5"), ("year", "2026")):
        plain_phone.locator(f'[name="ngay.{part}"]').fill(value)
    plain_phone.get_by_role("button", name="Tính", exact=True).click()
    expect(plain_phone.get_by_text("Có thể đã hết thời hiệu")).to_be_visible()


def test_no_page_has_barriers(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    found = []
    for path in PAGES:
        page.goto(path)
        found += faults(page)
    assert found == []


def test_no_page_scrolls_sideways_on_a_phone(plain_phone: Page) -> None:
    wide = []
    for path in PAGES:
        plain_phone.goto(path)
        if overflow(plain_phone):
            wide.append(path)
    assert wide == []
