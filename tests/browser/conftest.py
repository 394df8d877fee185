"""A real browser, on a phone and at a desk, with scripts and without."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

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
]
PHONE = 360
DESK = 1280
HEIGHT = 800
PATIENCE_MS = 30_000
LOOKS = 2
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Only what is wrong comes back: to carry the rest over costs more than to look for it. Loaded
# before would be sound, film and style sheets, for rules that are not among ours.
LOOK = """([within, seen, rules]) => axe
    .run({include: [within], exclude: seen}, {
        runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: false
    })
    .then(found => found.violations.flatMap(one => one.nodes.map(node => [one.id, node.html])))"""

# The frame is the same on many pages, and as much to look at as most of what stands in it.
FRAME = ["body > header", "body > footer"]
FRAME_OF = """parts => document.body.className
    + parts.map(one => document.querySelector(one)?.outerHTML ?? "").join("")"""
# Where a part of the frame leads, and what a form in it carries, says nothing about its look.
UNSEEN = re.compile(r"(?:href|value)=\"[^\"]*\"")

expect.set_options(timeout=PATIENCE_MS)

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


def overflow(page: Page) -> int:
    """Give by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def barriers(page: Page, within: str = "html", seen: Sequence[str] = ()) -> list[str]:
    """Let axe look for barriers, but not in what was seen, and say each with its place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, [within, seen, RULES])
    return [f"{page.url} {rule}: {markup[:200]}" for rule, markup in found]


class Looker:
    """Looks at pages on a phone and at a desk, and at each frame that pages share once."""

    def __init__(self) -> None:
        self._frames: set[tuple[int, str]] = set()

    def look(self, page: Page) -> list[str]:
        before = page.viewport_size or {"width": PHONE, "height": HEIGHT}
        found = [fault for width in (PHONE, DESK) for fault in self._patiently(page, width)]
        page.set_viewport_size(before)
        return found

    def _patiently(self, page: Page, width: int) -> list[str]:
        for _ in range(LOOKS):
            # A page that waits for a paper draws itself again, maybe just now.
            with suppress(Error):
                page.wait_for_load_state()
                return self._looked(page, width)
        return self._looked(page, width)

    def _looked(self, page: Page, width: int) -> list[str]:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = [f"{page.url} is too wide at {width}"] * bool(overflow(page))
        frame = width, UNSEEN.sub("", page.evaluate(FRAME_OF, FRAME))
        found = barriers(page, seen=FRAME if frame in self._frames else ())
        if not found:
            self._frames.add(frame)
        return found + too_wide


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Look for barriers, and for what is wider than the window, on a phone and at a desk."""
    return Looker().look
