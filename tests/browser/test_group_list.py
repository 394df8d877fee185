"""A group petition by an Excel file in a real browser, with scripts and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.citizens import COMPLAINT, begin, fill_in, go_on
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE

PEOPLE = [
    ["Lý A Páo", "Căn cước", "019190005678", "Tỉnh Thái Nguyên", "Phường Phan Đình Phùng", "Tổ 1"],
    ["Trần Bình", "Hộ chiếu", "B1234567", "Thái Nguyên", "phan dinh phung", "Tổ 2"],
]
WRONG = ["Lê 3", "Thẻ lạ", "12", "Nơi nào", "Làng Vũ Đại", "Tổ 3"]


def reach(page: Page) -> None:
    begin(page, COMPLAINT)
    fill_in(page, COMPLAINT, COMPLAINT.section("complainant"))
    go_on(page)
    page.locator('[name="several"][value="yes"]').check()
    page.get_by_role("button", name="Điền bằng tệp Excel hoặc CSV").click()
    page.get_by_role("button", name="Đọc tệp").wait_for()


@pytest.fixture
def fill_template(tmp_path: Path) -> Callable[..., Path]:
    """Download the template and write these rows into it."""

    def filled(page: Page, *rows: list[str]) -> Path:
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải mẫu Excel").or_(
                page.get_by_role("button", name="Tải mẫu Excel")
            ).click()
        path = tmp_path / "danh-sach.xlsx"
        download.value.save_as(path)
        book = load_workbook(path)
        for number, row in enumerate(rows, start=2):
            for place, text in enumerate(row, start=1):
                book.worksheets[0].cell(number, place, text)
        book.save(path)
        return path

    return filled


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (PHONE, False), (DESK, True)])
def test_a_group_is_filled_in_by_a_file(
    open_browser: Opener,
    faults: Faults,
    fill_template: Callable[..., Path],
    width: int,
    scripts: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_browser(width, scripts=scripts)
    reach(page)
    found = faults(page) if scripts else []
    path = fill_template(page, PEOPLE[0], WRONG, PEOPLE[1])
    page.locator('input[name="list"]').set_input_files(path)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_text("1 dòng cần sửa trong tệp")).to_be_visible()
    found += faults(page) if scripts else []
    page.get_by_role("button", name="Nhận 2 dòng").click()
    expect(page.locator('[name="others.1.full_name"]')).to_have_value("Trần Bình")
    found += faults(page) if scripts else []
    assert found == []
