"""A conversation on a phone and at a desk, with scripts and without; and how one is told of it."""

from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from services.dossiers.submission import Submitted
from services.resources import Resources
from tests import filing
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in
from tests.browser.test_sealed_filing import follow

DENUNCIATION = "2.002396"
ASKED = "Tôi gửi thêm một tờ giấy.\nXin cho biết đã nhận chưa."
ANSWERED = "Cơ quan đã nhận. Mời ông bà mang bản chính vào sáng thứ hai."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "giấy tờ.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    return path


def attach(page: Page, paper: Path) -> None:
    page.wait_for_load_state()  # The script has hidden the button by then.
    page.locator('input[type="file"][name="files"]').set_input_files(paper)
    upload = page.get_by_role("button", name="Tải tệp lên")
    if upload.is_visible():
        upload.click()


def send(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    with page.expect_navigation():
        page.locator("form").get_by_role("button", name="Gửi tin", exact=True).last.click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_and_an_officer_write_to_one_another(
    open_browser: Opener,
    resources: Resources,
    faults: Faults,
    paper: Path,
    tmp_path: Path,
    scripts: bool,  # noqa: FBT001 - of the parameters
) -> None:
    done = filing.hand_in(resources)
    person = open_browser(PHONE, scripts=scripts)
    follow(person, (done.dossier.number, done.access_code))
    person.get_by_role("link", name="Tin nhắn với cơ quan").click()
    person.get_by_label("Viết cho cơ quan").fill(ASKED)
    attach(person, paper)
    expect(person.get_by_text(paper.name).first).to_be_visible()
    send(person, "Viết cho cơ quan", ASKED)
    expect(person.get_by_text("Xin cho biết đã nhận chưa.")).to_be_visible()

    officer = open_browser(PHONE, scripts=scripts)
    sign_in(officer, path="/can-bo/?loc=news")
    officer.screenshot(path=tmp_path / f"inbox-{scripts}.png", full_page=True)
    officer.get_by_role("link", name=done.dossier.number).click()
    officer.get_by_role("link", name="Xem và viết tin").click()
    expect(officer.get_by_text("Tin mới")).to_be_visible()
    send(officer, "Viết cho người nộp", ANSWERED)
    officer.screenshot(path=tmp_path / f"officer-{scripts}.png", full_page=True)

    person.goto("/tra-cuu/ho-so")
    expect(person.get_by_text("1 tin mới")).to_be_visible()
    person.screenshot(path=tmp_path / f"own-{scripts}.png", full_page=True)
    person.get_by_role("link", name="Tin nhắn với cơ quan").click()
    expect(person.get_by_text(ANSWERED)).to_be_visible()
    person.screenshot(path=tmp_path / f"person-{scripts}.png", full_page=True)
    if scripts:
        assert (faults(person), faults(officer)) == ([], [])


@pytest.fixture
def sealed(resources: Resources) -> Submitted:
    return filing.hand_in(resources, code=DENUNCIATION)


def test_a_protected_person_writes_and_chooses_how_to_be_told(
    open_browser: Opener, sealed: Submitted, faults: Faults
) -> None:
    page = open_browser(PHONE)
    follow(page, (sealed.dossier.number, sealed.access_code))
    page.goto("/tra-cuu/ho-so/tin-nhan")
    send(page, "Viết cho cơ quan", ASKED)
    expect(page.get_by_text("Tôi gửi thêm một tờ giấy.")).to_be_visible()
    found = faults(page)
    page.get_by_role("link", name="Báo cho tôi khi có tin mới").click()
    page.get_by_label("Thư điện tử", exact=True).check()
    page.get_by_label("Địa chỉ thư điện tử").fill("hop.thu@example.vn")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert").get_by_text("đánh dấu là bạn đã hiểu")).to_be_visible()
    found += faults(page)
    page.get_by_label("Tôi đã đọc và hiểu").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Địa chỉ đang giữ")).to_be_visible()
    assert found == []


def test_an_officer_is_told_that_a_sealed_message_cannot_be_read_again(
    open_browser: Opener, sealed: Submitted, faults: Faults
) -> None:
    page = open_browser(PHONE)
    sign_in(page, path=f"/can-bo/ho-so/{sealed.dossier.number}/tin-nhan")
    expect(page.get_by_text("chính bạn cũng không đọc lại được")).to_be_visible()
    send(page, "Viết cho người nộp", ANSWERED)
    expect(page.locator("em").get_by_text("Được niêm phong")).to_be_visible()
    assert (ANSWERED in page.content(), faults(page)) == (False, [])
