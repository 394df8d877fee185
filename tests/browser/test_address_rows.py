"""The communes of a province are offered in a row of a list and in the block of a person."""

import pytest
from playwright.sync_api import expect

from tests.browser.citizens import COMPLAINT, begin, choose, fill_in, go_on
from tests.browser.conftest import Opener

PROVINCE = "Tỉnh Thái Nguyên"


@pytest.mark.parametrize("block", ["complainant.address", "others.0.address", "others.1.address"])
def test_a_commune_is_found_without_accents(open_browser: Opener, block: str) -> None:
    page = open_browser()
    begin(page, COMPLAINT)
    if block.startswith("others"):
        fill_in(page, COMPLAINT, COMPLAINT.section("complainant"))
        go_on(page)
        page.locator('[name="several"][value="yes"]').check()
        page.locator('button[name="add_row"][value="others"]').click()
        page.locator("#others-1").wait_for()
    choose(page, f"{block}.province", PROVINCE)
    commune = page.locator(f'[name="{block}.commune"]')
    box = page.locator(f"#{block.replace('.', '-')}-commune")
    box.click()
    box.press_sequentially("phan dinh ph")
    page.get_by_role("option", name="Phường Phan Đình Phùng").click()
    expect(commune).to_have_value("Phường Phan Đình Phùng")
