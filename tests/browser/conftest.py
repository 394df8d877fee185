"""A real browser, on a phone and at a desk, with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.devices import PATIENCE_MS, PHONE, Devices
from tests.browser.looking import Looker
from tests.service import Site

# The whole browser draws its own frame around each window, which costs more than our pages do.
CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    # Where a plain user may not write to the shared memory of the machine, files do.
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    # No page lives long enough to win back what it costs to compile its scripts so well.
    "--js-flags=--no-turbofan --no-maglev",
]

expect.set_options(timeout=PATIENCE_MS)

Faults = Callable[[Page], list[str]]
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def devices(chromium: Browser) -> Devices:
    return Devices(chromium)


@pytest.fixture
def open_browser(devices: Devices, site: Site) -> Iterator[Opener]:
    """Open a window, as one person's device."""
    lent: list[Page] = []

    def open_window(width: int = PHONE, *, scripts: bool = True) -> Page:
        lent.append(devices.lend(site.url, width, scripts=scripts))
        return lent[-1]

    yield open_window
    for page in lent:
        devices.take_back(page)


@pytest.fixture
def own_phone(devices: Devices, site: Site) -> Iterator[Page]:
    """Open a phone that nobody used and nobody will: for tests that change more than its pages."""
    page = devices.new(site.url, PHONE, scripts=True)
    yield page
    page.context.close()


@pytest.fixture
def phone(open_browser: Opener) -> Page:
    return open_browser(PHONE)


@pytest.fixture
def plain_phone(open_browser: Opener) -> Page:
    """Open a phone whose browser runs no scripts."""
    return open_browser(PHONE, scripts=False)


@pytest.fixture(scope="session")
def looker() -> Looker:
    return Looker()


@pytest.fixture(scope="session")
def faults(looker: Looker) -> Faults:
    """Look for barriers, and for what is wider than the window, on a phone and at a desk."""
    return looker.look
