"""A version of a form changes while somebody fills it in, with the whole site running."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from services.authoring import publishing
from services.authoring.library import LOOK_EVERY
from services.resources import Resources
from tests.browser.citizens import FEEDBACK, answer, begin, fill_in, go_on
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.versions import RENAMED, SECRET, version

MINE = "Xin đặt đèn đường ở đầu ngõ."
SOON = 2 * LOOK_EVERY  # Seconds within which every process sees what was published.


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let every process of the site see that what was published is gone again."""
    yield
    time.sleep(SOON)


def publish(resources: Resources, *pairs: tuple[str, str]) -> None:
    with resources.database.transaction() as session:
        publishing.publish_by_hand(
            session,
            resources.library.shipped,
            text=version(2, *pairs),
            slug="v2",
            now=datetime.now(UTC),
        )


def write_proposal(page: Page) -> None:
    begin(page, FEEDBACK)
    for section in FEEDBACK.steps_to_fill[:2]:
        fill_in(page, FEEDBACK, section)
        if section.key == "matter":
            answer(page, "proposal", MINE)
        go_on(page)
    page.wait_for_url("**/evidence")


@pytest.fixture(params=["on", "off"])
def written(open_browser: Opener, request: pytest.FixtureRequest) -> Page:
    page = open_browser(PHONE, scripts=request.param == "on")
    write_proposal(page)
    return page


def test_a_draft_moves_over_and_keeps_every_word(written: Page, resources: Resources) -> None:
    publish(resources, RENAMED)
    time.sleep(SOON)
    go_on(written)
    expect(written.locator("h1")).to_have_text("Mẫu đơn đã đổi trong khi bạn điền")
    written.get_by_role("button", name="Chuyển sang bản mới").click()
    expect(written.locator("main")).to_contain_text(MINE)
    written.get_by_role("link", name="Điền tiếp", exact=True).click()
    expect(written.locator('main input[name="version"]')).to_have_value("2")


def test_a_draft_is_finished_as_it_was_begun(written: Page, resources: Resources) -> None:
    publish(resources, SECRET)
    time.sleep(SOON)
    go_on(written)
    written.get_by_role("button", name="Điền tiếp bản cũ").click()
    expect(written.locator('main input[name="version"]')).to_have_value("1")
    expect(written.locator("main")).to_contain_text(MINE)


def test_no_page_about_a_change_has_barriers(
    open_browser: Opener, resources: Resources, faults: Faults
) -> None:
    page = open_browser(PHONE)
    write_proposal(page)
    publish(resources, RENAMED)
    time.sleep(SOON)
    go_on(page)
    found = faults(page)
    page.get_by_role("button", name="Chuyển sang bản mới").click()
    page.get_by_role("link", name="Điền tiếp", exact=True).wait_for()
    assert found + faults(page) == []
