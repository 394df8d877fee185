"""A real browser, on a phone and at a desk, with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.service import Site

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    # Where a plain user may not write to the shared memory of the machine, files do.
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = 360
DESK = 1280
HEIGHT = 800
PATIENCE_MS = 15_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Faults = Callable[[Page], list[str]]
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Browser, site: Site) -> Iterator[Opener]:
    """Open a window of its own, as one person's device."""
    contexts = []

    def open_window(width: int = PHONE, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": HEIGHT},
            has_touch=width == PHONE,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def phone(open_browser: Opener) -> Page:
    return open_browser(PHONE)


@pytest.fixture
def plain_phone(open_browser: Opener) -> Page:
    """Open a phone whose browser runs no scripts."""
    return open_browser(PHONE, scripts=False)


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Let axe look for barriers, and say each with the place where it stands."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        violations = axe.run(page, options=options).response["violations"]
        return [
            f"{page.url} {violation['id']}: {node['html'][:200]}"
            for violation in violations
            for node in violation["nodes"]
        ]

    return found
