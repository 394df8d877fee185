"""Puzzles and the quick exit in a browser: with scripts, without, and by keyboard alone."""

import re

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.citizens import WARD, choose
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.service import PUZZLE_WAIT

NUMBER, CODE = "XA.05443-261122-9999", "2222-2222-2222-2222"
WRONG = re.compile("Không có hồ sơ nào khớp")
FREE = 3
PROTECTED = "/thu-tuc/TTTC/nop"
NEUTRAL = re.compile("^http://localhost:[0-9]+/tro-nang$")


def guess(page: Page) -> None:
    page.goto("/tra-cuu")
    page.get_by_label("Mã hồ sơ").fill(NUMBER)
    page.get_by_label("Mã tra cứu").fill(CODE)
    page.get_by_role("button", name="Xem hồ sơ").click()


def guess_until_asked(page: Page) -> None:
    for _ in range(FREE):
        guess(page)
        expect(page.get_by_text(WRONG).first).to_be_visible()
    guess(page)


def begin(page: Page) -> None:
    page.goto(PROTECTED)
    choose(page, "agency", WARD)
    page.get_by_role("button", name="Bắt đầu điền đơn").click()
    page.wait_for_url(re.compile("/nop/.+/"))


def test_the_browser_solves_the_puzzle_by_itself(phone: Page) -> None:
    guess_until_asked(phone)
    expect(phone.get_by_text(WRONG).first).to_be_visible(timeout=60_000)


def test_without_scripts_one_waits_and_presses(plain_phone: Page) -> None:
    guess_until_asked(plain_phone)
    plain_phone.get_by_role("button", name="Tiếp tục").click()
    expect(plain_phone.get_by_text(re.compile(r"Hãy chờ khoảng \d+ giây"))).to_be_visible()


def test_without_scripts_the_wait_ends(plain_phone: Page) -> None:
    guess_until_asked(plain_phone)
    plain_phone.wait_for_timeout(PUZZLE_WAIT * 1000 + 500)
    plain_phone.get_by_role("button", name="Tiếp tục").click()
    expect(plain_phone.get_by_text(WRONG).first).to_be_visible()


def test_the_puzzle_has_no_barriers(own_phone: Page, faults: Faults) -> None:
    page = own_phone
    # A page whose puzzle is never solved stays to be looked at.
    page.route(
        "**/puzzle-worker.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    guess_until_asked(page)
    expect(page.get_by_role("status")).to_contain_text("tự kiểm tra")
    assert faults(page) == []


def test_escape_three_times_leaves(phone: Page) -> None:
    begin(phone)
    for _ in range(3):
        phone.keyboard.press("Escape")
    phone.wait_for_url(NEUTRAL)


def test_escape_twice_stays(phone: Page) -> None:
    begin(phone)
    address = phone.url
    for key in ("Escape", "Escape", "a", "Escape"):
        phone.keyboard.press(key)
    phone.wait_for_timeout(500)
    assert phone.url == address


def test_leaving_forgets_the_cookie_and_going_back_shows_nothing(phone: Page) -> None:
    begin(phone)
    phone.get_by_role("button", name="Thoát nhanh").click()
    phone.wait_for_url(NEUTRAL)
    cookies = phone.context.cookies()
    phone.go_back()
    expect(phone.get_by_role("button", name="Thoát nhanh")).to_have_count(0)
    assert cookies == []


def test_leaving_works_without_scripts(plain_phone: Page) -> None:
    plain_phone.goto(PROTECTED)
    plain_phone.get_by_role("button", name="Thoát nhanh").click()
    plain_phone.wait_for_url(NEUTRAL)


def test_a_protected_page_has_no_barriers(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    begin(page)
    assert faults(page) == []


def test_no_page_of_a_filing_meets_a_refusal_of_the_policy(own_phone: Page) -> None:
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            told.append(message.text)

    own_phone.on("console", note)
    begin(own_phone)
    own_phone.locator("main input[type=text]:visible").first.fill("Công ty Nước Sạch")
    # The page is saved by itself a moment later, and read again without making markup of text.
    expect(own_phone.get_by_text("Đã tự lưu.")).to_be_visible()
    assert told == []


def test_text_is_made_no_markup(phone: Page) -> None:
    phone.goto("/")
    refused = phone.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; } catch (e) { return e.name; } }"
    )
    assert refused == "TypeError"
