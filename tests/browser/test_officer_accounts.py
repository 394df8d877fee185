"""Second factors and accounts in a browser: with a key, without scripts, without barriers."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from services.accounts.models import Officer, OfficerSession
from services.demo.load import PASSWORD
from services.resources import Resources
from tests import staff
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in_by_hand
from tests.service import Site, free_port, wait_until
from tests.web.officer.browsing import RECOVERY, code_of

ACCOUNT = "/can-bo/tai-khoan"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def officer(resources: Resources) -> Officer:
    return staff.add(resources, "receiver")


@pytest.fixture(scope="session")
def named_site(running_site: Site) -> Iterator[Site]:
    """Run a second web process under a name: browsers keep no keys for a bare address."""
    port = free_port()
    url = f"http://localhost:{port}"
    named = replace(
        running_site,
        url=url,
        environment={**running_site.environment, "MOTCUA_BASE_URL": url},
        processes={},
    )
    named.start("web", "--port", str(port))
    try:
        wait_until(named.ready)
        yield named
    finally:
        named.stop()


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set the app up from the page of the account; give its secret and the recovery codes."""
    page.get_by_role("link", name="Bật ứng dụng xác thực").click()
    secret = page.locator(".mc-secret").inner_text().replace(" ", "")
    page.get_by_label("Mã 6 số").fill(code_of(secret, -1))
    page.get_by_role("button", name="Bật ứng dụng này").click()
    return secret, shown_codes(page)


def shown_codes(page: Page) -> list[str]:
    page.locator(".mc-codes").wait_for()
    # The list is whole only when the page is.
    page.wait_for_load_state()
    return RECOVERY.findall(page.content())


def second_step(page: Page, code: str) -> None:
    page.get_by_label("Mã 6 số trên ứng dụng").fill(code)
    page.get_by_role("button", name="Đăng nhập").click()


def test_the_app_and_a_recovery_code_work_without_scripts(
    open_browser: Opener, officer: Officer
) -> None:
    first, second = (open_browser(PHONE, scripts=False) for _ in range(2))
    sign_in_by_hand(first, officer.username, ACCOUNT)
    secret, codes = set_up_app(first)
    sign_in_by_hand(second, officer.username, ACCOUNT)
    second_step(second, code_of(secret))
    expect(second.get_by_role("heading", name="Tài khoản của tôi")).to_be_visible()
    second.get_by_role("button", name="Đăng xuất", exact=True).click()
    sign_in_by_hand(second, officer.username, ACCOUNT)
    second_step(second, codes[0])
    expect(second.get_by_text("Bạn còn 9 mã dự phòng")).to_be_visible()


def hold_key(context: BrowserContext, page: Page) -> None:
    """Give the browser a device that holds passkeys."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_passkey_is_added_and_signs_in(
    own_phone: Page, named_site: Site, officer: Officer, faults: Faults
) -> None:
    page = own_phone
    hold_key(page.context, page)
    sign_in_by_hand(page, officer.username, named_site.url + ACCOUNT)
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên gọi của khóa").fill("Điện thoại của tôi")
    found = faults(page)
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    page.get_by_role("link", name="Tôi đã cất các mã").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    sign_in_by_hand(page, officer.username, named_site.url + ACCOUNT)
    found += faults(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.locator("strong", has_text="Điện thoại của tôi")).to_be_visible()
    assert found + faults(page) == []


def test_without_scripts_a_passkey_says_what_it_needs(
    open_browser: Opener, named_site: Site, officer: Officer
) -> None:
    page = open_browser(PHONE, scripts=False)
    sign_in_by_hand(page, officer.username, named_site.url + f"{ACCOUNT}/khoa-truy-cap")
    expect(page.get_by_text("Khóa truy cập cần JavaScript")).to_be_visible()


def test_a_bare_address_says_that_it_keeps_no_passkeys(
    open_browser: Opener, officer: Officer
) -> None:
    page = open_browser(PHONE)
    sign_in_by_hand(page, officer.username, f"{ACCOUNT}/khoa-truy-cap")
    expect(page.get_by_text("Địa chỉ này không dùng được khóa truy cập")).to_be_visible()


def test_no_page_of_an_account_has_a_barrier(
    open_browser: Opener, officer: Officer, faults: Faults
) -> None:
    page = open_browser(PHONE)
    sign_in_by_hand(page, officer.username, ACCOUNT)
    found = faults(page)
    for path in ("/mat-khau", "/ung-dung"):
        page.goto(ACCOUNT + path)
        found += faults(page)
        page.locator("main").get_by_role("button").first.click()
        found += faults(page)
    page.goto("/can-bo/xac-nhan")
    found += faults(page)
    page.goto(ACCOUNT)
    set_up_app(page)
    found += faults(page)
    page.goto(ACCOUNT)
    assert found + faults(page) == []


def test_an_administrator_adds_an_account_without_barrier(
    open_browser: Opener, resources: Resources, faults: Faults
) -> None:
    administrator = staff.add(resources, "administrator", agency=staff.PROVINCE)
    page = open_browser(PHONE)
    sign_in_by_hand(page, administrator.username, "/can-bo/nguoi-dung")
    found = faults(page)
    page.get_by_role("link", name="Thêm tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill("test.moi")
    page.get_by_role("button", name="Thêm và xem mật khẩu tạm").click()
    found += faults(page)
    fill_in(page)
    page.get_by_role("button", name="Thêm và xem mật khẩu tạm").click()
    page.locator("#mat-khau-tam").wait_for()
    found += faults(page)
    page.goto("/can-bo/nguoi-dung?tim=test.moi")
    page.get_by_role("link", name="Nguyễn Văn Mới").click()
    assert found + faults(page) == []


def fill_in(page: Page) -> None:
    page.get_by_label("Họ và tên").fill("Nguyễn Văn Mới")
    page.get_by_label("Chức vụ").fill("Công chức")
    page.get_by_label("Cơ quan").select_option("XA.05443")
    page.get_by_label("Người tiếp nhận").check()


def test_what_was_typed_outlives_the_question_who_sits_there(
    open_browser: Opener, resources: Resources, faults: Faults
) -> None:
    administrator = staff.add(resources, "administrator", agency=staff.PROVINCE)
    page = open_browser(PHONE)
    sign_in_by_hand(page, administrator.username, "/can-bo/nguoi-dung/them")
    page.get_by_label("Tên đăng nhập").fill("test.moi")
    fill_in(page)
    with resources.database.transaction() as session:
        session.execute(update(OfficerSession).values(confirmed_at=None))
    page.get_by_role("button", name="Thêm và xem mật khẩu tạm").click()
    page.get_by_label("Mật khẩu đăng nhập").fill("wrong")
    page.get_by_role("button", name="Xác nhận và tiếp tục").click()
    found = faults(page)
    page.get_by_label("Mật khẩu đăng nhập").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận và tiếp tục").click()
    expect(page.locator("#mat-khau-tam")).to_be_visible()
    assert found == []
