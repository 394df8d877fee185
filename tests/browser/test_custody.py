"""Keys are made, unlocked, rehearsed and recovered in a browser, on a phone, without barriers."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from services.custody import demo
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in

PAGE = "/can-bo/giu-khoa"
HOLDERS = ("tn.ha", "tn.dung", "tn.thao")
SAID = ".mc-notice--success, .govuk-error-summary, .mc-words"
PASSPHRASE = "bốn từ không liên quan"
PASSWORD = "motcua-demo"
FORMS = ("mo-khoa", "dien-tap", "dat-lai")


@pytest.fixture
def holders(open_browser: Opener, custodian: Custodian) -> list[Page]:  # noqa: ARG001 - answers
    """Open a browser for each officer of the province."""
    pages = [open_browser(PHONE, scripts=False) for _ in HOLDERS]
    for page, name in zip(pages, HOLDERS, strict=True):
        sign_in(page, name, PAGE)
    return pages


def press(page: Page, button: str) -> None:
    """Press a button and wait for what the service says to it."""
    page.locator("main form").get_by_role("button", name=button).click()
    page.locator(SAID).first.wait_for()


def plan(page: Page) -> None:
    page.get_by_role("link", name="Lập khóa của cơ quan").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page, "Bắt đầu lập khóa")


def take_words(page: Page) -> list[str]:
    page.goto(PAGE)
    page.get_by_role("link", name="Nhận phần của tôi").click()
    page.get_by_label("Cụm mật khẩu giữ khóa").fill(PASSPHRASE)
    page.get_by_label("Nhập lại cụm mật khẩu").fill(PASSPHRASE)
    press(page, "Xem các từ của tôi")
    page.wait_for_load_state()
    return page.locator(".mc-words li").all_inner_texts()


def prove(page: Page, words: Sequence[str]) -> None:
    page.get_by_role("link", name="Tôi đã ghi xong").click()
    page.get_by_label("Các từ trên bản ghi").fill(" ".join(words))
    press(page, "Kiểm tra bản ghi")


def give(page: Page, way: str, button: str, passphrase: str = PASSPHRASE) -> None:
    page.goto(PAGE)
    page.get_by_role("link", name=way, exact=True).click()
    page.get_by_label("Cụm mật khẩu giữ khóa").fill(passphrase)
    press(page, button)


def make_key(holders: Sequence[Page]) -> list[list[str]]:
    plan(holders[0])
    papers = []
    for page in holders:
        papers.append(take_words(page))
        prove(page, papers[-1])
    return papers


def test_three_holders_make_a_key_and_two_unlock_it(holders: list[Page]) -> None:
    make_key(holders)
    for page in holders[1:]:
        give(page, "Mở khóa", "Đưa phần của tôi")
    expect(holders[2].get_by_text("Khóa đã mở.")).to_be_visible()


@pytest.mark.usefixtures("province_key")
def test_a_rehearsal_is_shown_to_everybody(holders: list[Page]) -> None:
    for page in holders[:2]:
        give(page, "Diễn tập", "Đưa phần của tôi để thử", demo.PASSPHRASE)
    holders[2].goto(PAGE)
    expect(holders[2].get_by_text("– mở được")).to_be_visible()


@pytest.mark.usefixtures("province_key")
def test_sealing_now_takes_one_button(holders: list[Page]) -> None:
    for page in holders[:2]:
        give(page, "Mở khóa", "Đưa phần của tôi", demo.PASSPHRASE)
    press(holders[1], "Niêm phong ngay")
    expect(holders[1].get_by_text("Khóa đã được niêm phong.")).to_be_visible()


def test_a_forgotten_passphrase_is_set_anew_from_paper(holders: list[Page]) -> None:
    papers = make_key(holders)
    page = holders[0]
    page.goto(PAGE)
    page.get_by_role("link", name="Quên cụm mật khẩu").click()
    page.get_by_label("Các từ trên bản ghi giấy").fill(" ".join(papers[0]))
    page.get_by_label("Cụm mật khẩu mới", exact=True).fill("một cụm hoàn toàn khác")
    page.get_by_label("Nhập lại cụm mật khẩu mới").fill("một cụm hoàn toàn khác")
    press(page, "Đặt cụm mật khẩu mới")
    expect(page.get_by_text("Cụm mật khẩu mới đã được đặt.")).to_be_visible()


@pytest.mark.usefixtures("province_key")
def test_a_new_key_takes_over(holders: list[Page]) -> None:
    holders[0].goto(PAGE)
    holders[0].get_by_role("link", name="Lập khóa mới").click()
    for box in holders[0].get_by_role("checkbox").all():
        box.check()
    press(holders[0], "Bắt đầu lập khóa")
    for page in holders:
        prove(page, take_words(page))
    for page in holders[:2]:
        give(page, "Chuyển sang khóa mới", "Đưa phần của tôi để chuyển", demo.PASSPHRASE)
    expect(holders[1].get_by_text("Đang chuyển hồ sơ sang khóa mới.")).to_be_visible()


@pytest.mark.usefixtures("province_key", "custodian")
def test_no_page_of_a_key_has_a_barrier(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    sign_in(page, HOLDERS[0], PAGE)
    found = faults(page)
    for name in FORMS:
        page.goto(f"{PAGE}/1/{name}")
        page.locator("main form button").last.click()
        found += faults(page)
    assert found == []


@pytest.mark.usefixtures("custodian")
def test_making_a_key_has_no_barrier(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    sign_in(page, HOLDERS[0], f"{PAGE}/lap-khoa")
    press(page, "Bắt đầu lập khóa")
    found = faults(page)
    page.goto(PAGE)
    plan(page)
    found += faults(page)
    take_words(page)
    found += faults(page)
    prove(page, ["academic"])
    assert found + faults(page) == []


def test_a_custodian_that_is_away_is_told(
    open_browser: Opener, faults: Faults, province_key: Ceremony
) -> None:
    page = open_browser(PHONE)
    sign_in(page, HOLDERS[0], PAGE)
    found = faults(page)
    give(page, "Mở khóa", "Đưa phần của tôi", demo.PASSPHRASE)
    expect(page.get_by_text("Tiến trình giữ khóa không trả lời").first).to_be_visible()
    assert (found + faults(page), len(province_key.holders)) == ([], 3)
