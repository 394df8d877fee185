"""An identity is asked for, approved, opened and closed in a browser, without barriers."""

import pytest
from playwright.sync_api import Page, expect

from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.resources import Resources
from tests import sealed as sealing
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in
from tests.custodian import unlock
from tests.sealed import NAME, Sealed

LIST = "/can-bo/yeu-cau-danh-tinh"


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony, custodian: Custodian) -> Sealed:
    made = sealing.seal(resources, province_key)
    unlock(custodian, made.key_id, made.holders)
    return made


def ask(page: Page, sealed: Sealed, button: str) -> None:
    page.goto(sealed.page)
    page.get_by_label("Người tố cáo là ai").check()
    page.get_by_label("Lý do").fill("Cần gọi để hẹn ngày làm việc")
    with page.expect_navigation():
        page.locator("main form").get_by_role("button", name=button).click()


def answer(page: Page, button: str) -> None:
    page.goto(LIST)
    page.locator("tbody a").first.click()
    page.get_by_label("Lý do").fill("Đúng phạm vi xác minh được giao")
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def test_the_whole_way_of_a_request_without_scripts(open_browser: Opener, sealed: Sealed) -> None:
    verifier, decider = (open_browser(PHONE, scripts=False) for _ in range(2))
    sign_in(verifier, sealed.in_charge("verifier").username)
    sign_in(decider, sealed.officer("decider").username)
    ask(verifier, sealed, "Gửi yêu cầu")
    answer(decider, "Duyệt")
    verifier.goto(f"/can-bo/ho-so/{sealed.number}")
    verifier.get_by_role("link", name="Xem phần đã mở").click()
    expect(verifier.get_by_text(NAME)).to_be_visible()
    verifier.get_by_role("button", name="Đóng ngay").click()
    expect(verifier.get_by_text("Đã đóng. Muốn xem lại")).to_be_visible()
    verifier.go_back()
    expect(verifier.get_by_text(NAME)).to_have_count(0)


def test_no_page_of_a_reading_has_a_barrier(
    open_browser: Opener, sealed: Sealed, faults: Faults
) -> None:
    receiver, decider, holder = (open_browser(PHONE) for _ in range(3))
    sign_in(decider, sealed.officer("decider").username, LIST)
    found = faults(decider)
    clerk = open_browser(PHONE)
    sign_in(clerk, sealed.officer("clerk").username)
    ask(clerk, sealed, "Gửi yêu cầu")
    found += faults(clerk)
    for path in (LIST, f"{LIST}/1"):
        decider.goto(path)
        found += faults(decider)
    decider.get_by_role("button", name="Duyệt", exact=True).click()
    found += faults(decider)
    sign_in(receiver, sealed.in_charge("receiver").username)
    receiver.goto(sealed.page)
    receiver.get_by_role("button", name="Mở danh tính").click()
    found += faults(receiver)
    ask(receiver, sealed, "Mở danh tính")
    found += faults(receiver)
    sign_in(holder, "tn.ha", "/can-bo/giu-khoa")
    found += faults(holder)
    assert found == []


def test_a_sealed_key_is_told_without_barrier(
    open_browser: Opener, sealed: Sealed, custodian: Custodian, faults: Faults
) -> None:
    page = open_browser(PHONE)
    sign_in(page, sealed.in_charge("receiver").username)
    ask(page, sealed, "Mở danh tính")
    custodian.seal(by=1)
    page.reload()
    expect(page.get_by_text("Không có gì bị mất")).to_be_visible()
    assert faults(page) == []
