"""A filing wanders from a phone to a desk; windows warn before they close."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.resources import Resources
from tests import filing
from tests.browser.citizens import FEEDBACK, answer, begin, buttons, fill_in, go_on, sign
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE

DONE = re.compile("/xong$")
CODE = "#ma-tra-cuu-gia-tri"
NAME = '[name="petitioner.full_name"]'

Enter = Callable[[Page], None]


@pytest.fixture
def desk(open_browser: Opener) -> Page:
    return open_browser(1280)


def elsewhere(page: Page) -> str:
    """Ask for the code that opens the draft on another device."""
    page.get_by_role("button", name="Lưu và làm tiếp ở máy khác").click()
    return page.locator(CODE).inner_text()


def take_up(page: Page, code: str) -> None:
    page.goto("/nop/tiep-tuc")
    page.get_by_label("Mã làm tiếp").fill(code.lower())
    page.get_by_role("button", name="Mở đơn").click()


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_a_draft_begun_on_a_phone_is_finished_at_a_desk(
    open_browser: Opener, desk: Page, scripts: str
) -> None:
    phone = open_browser(360, scripts=scripts == "on")
    begin(phone, FEEDBACK)
    fill_in(phone, FEEDBACK, FEEDBACK.section("petitioner"))
    go_on(phone)
    answer(phone, "content", "Đường ngập mỗi khi mưa lớn.")
    take_up(desk, elsewhere(phone))
    expect(desk.locator('[name="content"]')).to_have_value("Đường ngập mỗi khi mưa lớn.")
    for section in FEEDBACK.steps_to_fill[1:]:
        fill_in(desk, FEEDBACK, section)
        go_on(desk)
    answer(desk, "name_public", "no")
    answer(desk, "declaration", "yes")
    sign(desk)
    go_on(desk, "Nộp đơn")
    expect(desk).to_have_url(DONE)


def test_two_devices_on_one_page_do_not_mix_their_answers(phone: Page, desk: Page) -> None:
    begin(phone, FEEDBACK)
    take_up(desk, elsewhere(phone))
    phone.go_back()
    answer(phone, "petitioner.full_name", "Trên điện thoại")
    buttons(phone, "Lưu").click()
    phone.get_by_text("Đã lưu.").wait_for()
    answer(desk, "petitioner.full_name", "Trên máy bàn")
    buttons(desk, "Lưu").click()
    expect(desk.locator(".mc-notice")).to_contain_text("“Trên điện thoại”")
    expect(desk.locator(NAME)).to_have_value("Trên máy bàn")


def test_a_clash_is_told_when_the_page_saves_itself(phone: Page, desk: Page) -> None:
    begin(phone, FEEDBACK)
    take_up(desk, elsewhere(phone))
    phone.go_back()
    answer(phone, "petitioner.full_name", "Trên điện thoại")
    phone.get_by_text("Đã tự lưu.").wait_for()
    answer(desk, "petitioner.full_name", "Trên máy bàn")
    desk.get_by_text("Trang này đã thay đổi ở cửa sổ khác.").wait_for()


@pytest.fixture
def enter(resources: Resources) -> Enter:
    """File a complaint elsewhere, and open it with its codes in a window."""
    handed_in = filing.hand_in(resources)

    def look_up(page: Page) -> None:
        page.get_by_label("Mã hồ sơ").fill(handed_in.dossier.number)
        page.get_by_label("Mã tra cứu").fill(handed_in.access_code)
        page.get_by_role("button", name="Xem hồ sơ").click()

    return look_up


def open_reason(page: Page, enter: Enter) -> None:
    page.clock.install()
    page.goto("/tra-cuu")
    enter(page)
    page.goto("/tra-cuu/ho-so/rut")


def test_a_dossier_warns_before_it_closes(own_phone: Page, enter: Enter) -> None:
    open_reason(own_phone, enter)
    own_phone.clock.fast_forward("26:00")
    own_phone.get_by_role("button", name="Ở lại").click()
    expect(own_phone.locator("dialog")).to_be_hidden()


def test_what_was_written_survives_the_closing(own_phone: Page, enter: Enter) -> None:
    open_reason(own_phone, enter)
    own_phone.locator('[name="reason"]').fill("Tôi đã hòa giải.")
    close_in_another_window(own_phone)
    own_phone.locator("main form").get_by_role("button", name="Rút hồ sơ").click()
    enter(own_phone)
    expect(own_phone.locator('[name="reason"]')).to_have_value("Tôi đã hòa giải.")


def close_in_another_window(page: Page) -> None:
    other = page.context.new_page()
    other.goto("/tra-cuu/ho-so")
    other.get_by_role("button", name="Thoát khỏi hồ sơ").click()
    other.wait_for_url("**/tra-cuu")


def test_no_page_of_a_draft_has_barriers(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    begin(page, FEEDBACK)
    elsewhere(page)
    found = faults(page)
    for path in ("/thu-tuc", "/nop/tiep-tuc"):
        page.goto(path)
        found += faults(page)
    page.get_by_role("button", name="Mở đơn").click()
    found += faults(page)
    page.get_by_role("link", name="Bỏ đơn này").click()
    assert found + faults(page) == []


def test_a_dossier_about_to_close_has_no_barriers(
    own_phone: Page, enter: Enter, faults: Faults
) -> None:
    open_reason(own_phone, enter)
    own_phone.clock.fast_forward("26:00")
    own_phone.get_by_role("button", name="Ở lại").wait_for()
    assert faults(own_phone) == []
