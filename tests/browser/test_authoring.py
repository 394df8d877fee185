"""A legal officer writes a procedure in a browser; a second one publishes it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.officers import sign_in
from tests.web.officer.browsing import LAN

MINH = "ttcp.minh"
LIST = "/can-bo/thu-tuc"
PAGES = (
    *("", "/gioi-thieu", "/hieu-luc", "/can-cu", "/thoi-han", "/xu-ly", "/cac-phan"),
    *("/phan/1", "/phan/1?bo=0", "/phan/1/cau-hoi/0", "/van-ban", "/xem-thu", "/duyet", "/bo"),
)


def begin(page: Page, source: str) -> str:
    """Begin a draft and give the address of its pages."""
    sign_in(page, LAN, f"{LIST}/moi{source}")
    if not source:
        page.get_by_label("Mã thủ tục").fill("MUON-HT")
    page.get_by_label("Năm").fill("2030")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.wait_for_url(re.compile(r"/thu-tuc/\d+$"))
    return page.url


def write(page: Page, language: str, text: str, nth: int = 0) -> None:
    page.get_by_label(language).nth(nth).fill(text)


def save(page: Page) -> None:
    page.locator(".mc-buttons").get_by_role("button", name="Lưu", exact=True).click()


def test_no_page_of_the_editor_has_a_barrier(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    draft = begin(page, "?tu=KNPA@1")
    found = []
    for address in (LIST, f"{LIST}/moi", *(f"{draft}{path}" for path in PAGES)):
        page.goto(address)
        found += faults(page)
    assert found == []


def test_a_question_is_written_and_seen_without_scripts(plain_phone: Page) -> None:
    page = plain_phone
    draft = begin(page, "")
    page.goto(f"{draft}/phan/1")
    page.get_by_label("Câu hỏi, tiếng Việt").fill("Mượn phòng nào?")
    page.get_by_label("Câu hỏi, tiếng Anh").fill("Which room?")
    page.get_by_role("button", name="Thêm câu hỏi").click()
    page.get_by_label("Ví dụ").fill("Phòng lớn")
    save(page)
    expect(page.get_by_text("Không còn chỗ nào cần sửa")).to_be_visible()
    page.goto(f"{draft}/xem-thu/matter.empty")
    expect(page.get_by_text("Bản xem trước")).to_be_visible()
    expect(page.get_by_label("Mượn phòng nào?")).to_be_visible()


def test_a_fault_leads_to_its_field(open_browser: Opener) -> None:
    page = open_browser(DESK)
    draft = begin(page, "?tu=KNPA@1")
    page.goto(f"{draft}/gioi-thieu")
    write(page, "Tiếng Anh", "")
    save(page)
    page.goto(draft)
    page.get_by_role("link", name="Thiếu lời tiếng Anh").click()
    expect(page.locator("#title-en-error")).to_be_visible()
    assert page.url.endswith("/gioi-thieu#title-en")


def test_a_second_officer_sees_the_change_and_publishes(open_browser: Opener) -> None:
    lan, minh = open_browser(DESK), open_browser(DESK)
    draft = begin(lan, "?tu=KNPA@1")
    lan.goto(f"{draft}/phan/1/cau-hoi/5")
    lan.get_by_label("Bắt buộc trả lời").check()
    save(lan)
    lan.goto(f"{draft}/duyet")
    lan.get_by_role("button", name="Gửi duyệt").click()
    sign_in(minh, MINH, f"{LIST}?loc=drafts")
    minh.get_by_role("link", name="Gửi kiến nghị, phản ánh").first.click()
    expect(minh.get_by_text("trở thành bắt buộc")).to_be_visible()
    minh.get_by_role("button", name="Duyệt và công bố").click()
    expect(minh.get_by_text("Đã công bố thủ tục.")).to_be_visible()


def test_the_preview_follows_what_is_written(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(DESK)
    draft = begin(page, "?tu=KNPA@1")
    page.goto(f"{draft}/phan/1/cau-hoi/4")
    shown = page.frame_locator("iframe[data-live]")
    write(page, "Tiếng Việt", "Chuyện gì đã xảy ra?")
    expect(shown.get_by_label("Chuyện gì đã xảy ra?")).to_be_visible()
    write(page, "Tiếng Anh", "")
    expect(page.locator(".mc-pages__faults")).to_have_text("1 chỗ cần sửa")
    expect(shown.get_by_role("heading", name="Chưa xem thử được")).to_be_visible()
    assert faults(page) == []
    # Other buttons of the page go on from what was saved.
    write(page, "Tiếng Anh", "What happened?")
    page.get_by_role("button", name="Đổi loại").click()
    expect(page.get_by_text("Không còn chỗ nào cần sửa")).to_be_visible()
    expect(page.get_by_label("Tiếng Việt").nth(0)).to_have_value("Chuyện gì đã xảy ra?")


def test_the_text_is_saved_as_it_is_written(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(DESK)
    page.goto(f"{begin(page, '?tu=KNPA@1')}/van-ban")
    text = page.get_by_label("Văn bản của thủ tục")
    good = text.input_value()
    text.fill(f"{good}slogan: x\n")
    expect(page.get_by_text("Đã tự lưu.")).to_be_visible()
    expect(page.get_by_text("Không có mục “slogan” ở đây")).to_be_visible()
    assert faults(page) == []
    page.reload()
    expect(text).to_have_value(f"{good}slogan: x\n")
