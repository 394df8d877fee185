"""A citizen signs in, files what is filled in from the account, finds it again, and signs out."""

import re

import pytest
import requests
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.citizens import FEEDBACK, begin, fill_in, go_on, sign
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.provider import AtProvider
from tests.service import PATIENCE, Site, wait_until
from tests.web.citizen.samples import png

NAME, NUMBER = "Nguyễn Thị Hương Giang", "019185001234"
MINE = re.compile("/ho-so-cua-toi")


@pytest.fixture(autouse=True)
def _known(running_site: Site, provider: AtProvider) -> None:
    """Wait for the site to speak with the provider: one that was away is left alone a while."""

    def leads_there() -> bool:
        answer = requests.get(f"{running_site.url}/dang-nhap", timeout=PATIENCE)
        return provider.issuer in answer.headers["Content-Security-Policy"]

    wait_until(leads_there)


def sign_in(page: Page, who: str = NAME) -> None:
    page.goto("/")
    page.get_by_role("link", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name="Đăng nhập bằng VNeID").click()
    page.get_by_label(who).check()
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def file_feedback(page: Page, *, scripts: bool) -> None:
    """Fill in what the account did not, and hand in."""
    begin(page, FEEDBACK)
    expect(page.get_by_label("Họ và tên")).to_have_value(NAME)
    expect(page.get_by_label("Số giấy tờ")).to_have_value(NUMBER)
    for section in FEEDBACK.steps_to_fill:
        fill_in(page, FEEDBACK, section)
        go_on(page)
    expect(page.get_by_text("hồ sơ này hiện trong Hồ sơ của tôi")).to_be_visible()
    page.locator('[name="name_public"][value="no"]').check()
    page.locator('[name="declaration"]').check()
    if scripts:
        sign(page)
    else:
        scan = FilePayload(name="chu-ky.png", mimeType="image/png", buffer=png())
        page.locator('input[name="signature.scan"]').set_input_files(scan)
    go_on(page, "Nộp đơn")
    page.get_by_text("Bạn đã nộp đơn").wait_for()


@pytest.mark.parametrize(("width", "scripts"), [(DESK, "on"), (PHONE, "off")])
def test_somebody_signs_in_files_finds_it_and_signs_out(
    open_browser: Opener,
    faults: Faults,
    width: int,
    scripts: str,
) -> None:
    page = open_browser(width, scripts=scripts == "on")
    sign_in(page)
    expect(page).to_have_url(re.compile("/$"))
    file_feedback(page, scripts=scripts == "on")
    page.get_by_role("link", name="Hồ sơ của tôi").click()
    page.wait_for_url(MINE)
    # axe is a script itself.
    assert scripts == "off" or faults(page) == []
    page.get_by_role("button", name="Mở hồ sơ").click()
    page.wait_for_url(re.compile("/tra-cuu/ho-so$"))
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất.")).to_be_visible()
    expect(page.get_by_role("link", name="Đăng nhập", exact=True)).to_be_visible()
    page.goto("/tra-cuu/ho-so")
    expect(page.get_by_role("heading", name="Tra cứu hồ sơ")).to_be_visible()


def test_level_1_is_told_kindly_and_may_file_all_the_same(
    phone: Page,
    faults: Faults,
) -> None:
    sign_in(phone, "Trần Văn Một")
    expect(phone.get_by_role("heading", name="mức độ 1")).to_be_visible()
    assert faults(phone) == []
    phone.get_by_role("link", name="Nộp đơn không đăng nhập").click()
    expect(phone.get_by_role("heading", name="Bạn muốn nộp đơn gì?")).to_be_visible()


def test_every_page_of_the_account_is_open_to_all(
    phone: Page,
    faults: Faults,
) -> None:
    phone.goto("/dang-nhap")
    found = faults(phone)
    phone.get_by_role("button", name="Đăng nhập bằng VNeID").click()
    found += faults(phone)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    phone.wait_for_url(MINE)
    found += faults(phone)
    phone.get_by_role("link", name="Dữ liệu của tôi").click()
    phone.get_by_role("button", name="Xóa tài khoản").click()
    phone.get_by_role("alert").wait_for()
    assert found + faults(phone) == []
    phone.get_by_label("Tôi đã ghi lại mã tra cứu").check()
    phone.get_by_role("button", name="Xóa tài khoản").click()
    expect(phone.get_by_text("đã được xóa")).to_be_visible()
