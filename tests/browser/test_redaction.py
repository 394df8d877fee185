"""A redacted copy is made in a browser, drawn with scripts and typed without, and read."""

import pytest
from playwright.sync_api import Page, expect

from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.redaction.words import BLOCK
from services.resources import Resources
from tests import redacting
from tests import sealed as sealing
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.officers import sign_in
from tests.burned import hidden_in
from tests.custodian import unlock
from tests.redacting import JPEG, PDF, SECRETS
from tests.sealed import NAME, Sealed

PARTS = ("Người tố cáo là ai", "Nội dung người ấy viết", "Chữ ký và các tệp")


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony, custodian: Custodian) -> Sealed:
    made = sealing.seal(resources, province_key)
    unlock(custodian, made.key_id, made.holders)
    petition = redacting.petition(f"Tôi là {NAME}, số 0912 345 678. " * 3)
    redacting.with_files(made, (PDF, petition), (JPEG, redacting.photo()))
    return made


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, sealed: Sealed) -> None:
    sign_in(page, sealed.officer("decider").username)
    page.goto(sealed.page)
    for part in PARTS:
        page.get_by_label(part).check()
    page.get_by_label("Lý do").fill("Làm bản lược bỏ cho người xác minh")
    with page.expect_navigation():
        page.locator("main form").get_by_role("button", name="Mở danh tính").click()
    page.goto(f"/can-bo/ho-so/{sealed.number}/luoc-bo")
    press(page, "Bắt đầu hoặc làm tiếp")


def look_and_issue(page: Page) -> None:
    for _ in range(2):
        page.locator(".mc-versions a").filter(has_text="pdf").locator(
            "xpath=ancestor::li[.//*[contains(text(),'Chưa xem')]]"
        ).first.get_by_role("link").click()
        press(page, "Đã xem trang này")
    page.get_by_label("Tôi đã xem từng trang").check()
    press(page, "Phát hành bản lược bỏ")


def draw(page: Page) -> None:
    """Drag from one corner to another, on the picture of the page."""
    picture = page.locator("[data-page] svg")
    picture.scroll_into_view_if_needed()
    place = picture.bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + 30)
    page.mouse.down()
    page.mouse.move(place["x"] + 160, place["y"] + 90, steps=4)
    page.mouse.up()


def test_a_copy_is_drawn_issued_and_read(
    open_browser: Opener, sealed: Sealed, faults: Faults
) -> None:
    maker, verifier = open_browser(DESK), open_browser(PHONE)
    begin(maker, sealed)
    found = faults(maker)
    maker.get_by_role("link", name="Phần chữ").click()
    found += faults(maker)
    press(maker, "Che tất cả gợi ý")
    found += faults(maker)
    press(maker, "Tôi đã đọc phần chữ như trên")
    maker.locator(".mc-versions a").nth(1).click()
    found += faults(maker)
    press(maker, "Che tất cả khung")
    draw(maker)
    press(maker, "Che các ô vừa vẽ")
    found += faults(maker)
    maker.get_by_role("link", name="Làm bản lược bỏ").click()
    look_and_issue(maker)
    sign_in(verifier, sealed.in_charge("verifier").username)
    verifier.goto(f"/can-bo/ho-so/{sealed.number}")
    found += faults(verifier)
    verifier.get_by_role("link", name="Xem bản lược bỏ").click()
    expect(verifier.get_by_text(BLOCK).first).to_be_visible()
    found += faults(verifier)
    with verifier.expect_download() as download:
        verifier.locator(".mc-files a").first.click()
    assert (found, hidden_in(download.value.path().read_bytes(), SECRETS)) == ([], [])


def test_a_copy_is_made_without_scripts(open_browser: Opener, sealed: Sealed) -> None:
    page = open_browser(PHONE, scripts=False)
    begin(page, sealed)
    page.get_by_role("link", name="Phần chữ").click()
    page.get_by_label("Từ hoặc cụm từ cần che").fill(NAME)
    press(page, "Che từ này")
    press(page, "Tôi đã đọc phần chữ như trên")
    page.locator(".mc-versions a").nth(1).click()
    page.get_by_label("Khung 1", exact=True).check()
    press(page, "Che các khung đã chọn")
    for side, number in (("Cách trái", "5"), ("Cách trên", "5"), ("Rộng", "120"), ("Cao", "")):
        page.get_by_label(side).fill(number)
    press(page, "Che ô này")
    expect(page.get_by_text("Nhập bốn số từ 0 đến 100").first).to_be_visible()
    page.get_by_label("Cao").fill("12,5")
    press(page, "Che ô này")
    expect(page.get_by_role("button", name="Bỏ ô này 2")).to_be_visible()
    page.get_by_role("link", name="Làm bản lược bỏ").click()
    look_and_issue(page)
    expect(page.get_by_role("heading", name="Bản lược bỏ số 1")).to_be_visible()
