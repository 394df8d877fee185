"""An officer takes one dossier from the inbox to its result, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.resources import Resources
from tests.browser.conftest import Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.officers import (
    answer_supplement,
    choose_action,
    confirm,
    result_file,
    sign_in,
    sign_in_by_hand,
)
from tests.filing import hand_in
from tests.web.officer.browsing import NAM


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["scripts", "no scripts"]
)
def test_an_officer_finishes_a_dossier(
    open_browser: Opener,
    resources: Resources,
    tmp_path: Path,
    number: str,
    width: int,
    scripts: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    page = open_browser(width, scripts=scripts)
    sign_in_by_hand(page)
    page.get_by_role("link", name=number).click()
    receive(page)
    request_supplement(page)
    answer_supplement(resources, number)
    page.reload()
    finish(page, result_file(tmp_path))
    expect(page.get_by_text("Hồ sơ đã kết thúc")).to_be_visible()


def receive(page: Page) -> None:
    choose_action(page, "Tiếp nhận hồ sơ")
    confirm(page, "Tiếp nhận hồ sơ")


def request_supplement(page: Page) -> None:
    choose_action(page, "Yêu cầu bổ sung")
    page.get_by_label("Những gì cần bổ sung").fill("Bản sao quyết định bị khiếu nại\nGiấy ủy quyền")
    page.get_by_label("Lý do").fill("Chưa có bản sao quyết định nên chưa xem xét được.")
    confirm(page, "Yêu cầu bổ sung")


def finish(page: Page, result: Path) -> None:
    choose_action(page, "Trả kết quả")
    page.wait_for_load_state()  # The script has hidden the button by then.
    page.locator('input[type="file"]').set_input_files(result)
    upload = page.get_by_role("button", name="Tải tệp lên")
    if upload.is_visible():
        upload.click()
    expect(page.locator(".mc-files__item")).to_contain_text(result.name)
    confirm(page, "Trả kết quả")


def test_the_receipt_can_be_downloaded_a_moment_later(open_browser: Opener, number: str) -> None:
    page = open_browser(DESK)
    sign_in(page, path=f"/can-bo/ho-so/{number}")
    receive(page)
    receipt = page.get_by_role("link", name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả", exact=True)
    for _ in range(20):
        if receipt.is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    with page.expect_download() as download:
        receipt.click()
    assert (
        download.value.suggested_filename == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {number}.pdf"
    )


def test_the_second_of_two_officers_keeps_the_text(open_browser: Opener, number: str) -> None:
    first, second = open_browser(DESK), open_browser(DESK)
    sign_in(first, path=f"/can-bo/ho-so/{number}")
    sign_in(second, NAM, path=f"/can-bo/ho-so/{number}/request_supplement")
    second.get_by_label("Những gì cần bổ sung").fill("Giấy ủy quyền")
    second.get_by_label("Lý do").fill("Chưa có giấy ủy quyền.")
    receive(first)
    confirm(second, "Yêu cầu bổ sung")
    expect(second.get_by_role("alert")).to_contain_text("Đặng Thị Hoa")
    expect(second.get_by_label("Lý do")).to_have_value("Chưa có giấy ủy quyền.")


def test_the_keyboard_alone_reaches_a_dossier(open_browser: Opener, number: str) -> None:
    page = open_browser(DESK)
    sign_in_by_hand(page)
    page.get_by_label("Tìm mã, tên hoặc nội dung").fill(number)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('/can-bo')[0]}/can-bo/ho-so/{number}")
