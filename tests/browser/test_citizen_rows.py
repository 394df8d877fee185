"""Lists of rows in a real browser: the new row gets the focus, nothing is lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from forms import catalogue
from services.resources import Resources
from tests.browser.conftest import Faults
from tests.browser.devices import HEIGHT, PHONE
from tests.service import free_port

FILES = Path(__file__).parents[1] / "forms" / "files"


@pytest.fixture
def address(app: Flask, resources: Resources) -> Iterator[str]:
    """Serve the procedure that asks every kind of question, which is none of those that ship."""
    resources.catalogue = catalogue.load(FILES)
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    resources.library.look()


def open_list(browser: Browser, address: str, *, scripts: bool) -> Page:
    """Begin the filing and go to the page with the list."""
    context = browser.new_context(
        base_url=address,
        java_script_enabled=scripts,
        viewport={"width": PHONE, "height": HEIGHT},
    )
    page = context.new_page()
    page.goto("/thu-tuc/TEST-1/nop")
    page.get_by_role("button", name="Bắt đầu điền đơn").click()
    page.goto(page.url.replace("/who", "/rows"))
    return page


@pytest.fixture(params=["on", "off"])
def listed(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open the list with scripts and without."""
    page = open_list(chromium, address, scripts=request.param == "on")
    yield page
    page.context.close()


def test_a_new_row_has_the_focus(listed: Page) -> None:
    listed.locator('[name="items.0.worth"]').fill("nhiều")
    listed.get_by_role("button", name="Thêm tài sản").click()
    expect(listed.locator("#items-1")).to_be_focused()
    expect(listed.locator('[name="items.0.worth"]')).to_have_value("nhiều")


def test_a_removed_row_leaves_the_others(listed: Page) -> None:
    listed.get_by_role("button", name="Thêm tài sản").click()
    listed.locator('[name="items.1.worth"]').fill("5")
    listed.get_by_role("button", name="Bỏ tài sản 1").click()
    expect(listed.locator('[name="items.0.worth"]')).to_have_value("5")
    expect(listed.locator("#items-1")).to_have_count(0)


def test_a_fault_of_a_row_is_reached_from_the_summary(listed: Page) -> None:
    listed.get_by_role("button", name="Thêm tài sản").click()
    listed.locator('[name="items.1.worth"]').fill("nhiều")
    listed.locator(".mc-buttons").get_by_role("button", name="Tiếp tục").click()
    listed.locator('.govuk-error-summary a[href="#items-1-worth"]').click()
    expect(listed.locator('[name="items.1.worth"]')).to_be_focused()


def test_no_state_of_a_list_has_barriers(chromium: Browser, address: str, faults: Faults) -> None:
    page = open_list(chromium, address, scripts=True)
    found = faults(page)
    page.locator('[name="items.0.kind"][value="plot"]').check()
    page.locator('[name="items.0.worth"]').fill("nhiều")
    for _ in range(3):
        page.get_by_role("button", name="Thêm tài sản").click()
        page.wait_for_load_state()
    found += faults(page)
    page.locator(".mc-buttons").get_by_role("button", name="Tiếp tục").click()
    found += faults(page)
    page.context.close()
    assert found == []
