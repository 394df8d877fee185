"""Looking at pages for barriers, and for what is wider than the window."""

import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

from tests.browser.devices import DESK, HEIGHT, PHONE

LOOKS = 2
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Of these, what an element's place and size decide.
LAYOUT_RULES = ["target-size", "scrollable-region-focusable", "link-in-text-block"]
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")

# The frame is the same on many pages, and as much to look at as most of what stands in it.
FRAME = ["body > header", "body > footer"]
FRAME_OF = """parts => document.body.className
    + parts.map(one => document.querySelector(one)?.outerHTML ?? "").join("")"""
# Where a part of the frame leads, and what a form in it carries, says nothing about its look.
UNSEEN = re.compile(r"(?:href|value)=\"[^\"]*\"")

Found = tuple[list[str], str]


class Looker:
    """Looks at pages, and at what they share once: their frame, the colours of their texts."""

    def __init__(self) -> None:
        self._frames: set[tuple[int, str]] = set()
        self._looks: dict[int, set[str]] = defaultdict(set)

    def look(self, page: Page) -> list[str]:
        """Look on a phone and at a desk."""
        before = page.viewport_size or {"width": PHONE, "height": HEIGHT}
        on_phone, shown = self._patiently(page, PHONE)
        at_desk, _ = self._patiently(page, DESK, shown)
        page.set_viewport_size(before)
        return on_phone + at_desk

    def barriers(self, page: Page, within: str = "html") -> list[str]:
        """Look at the window as it is."""
        return self._found(page, within)[0]

    def _patiently(self, page: Page, width: int, shown: str = "") -> Found:
        for _ in range(LOOKS):
            # A page that waits for a paper draws itself again, maybe just now.
            with suppress(Error):
                page.wait_for_load_state()
                return self._looked(page, width, shown)
        return self._looked(page, width, shown)

    def _looked(self, page: Page, width: int, shown: str) -> Found:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = [f"{page.url} is too wide at {width}"] * bool(overflow(page))
        frame = width, UNSEEN.sub("", page.evaluate(FRAME_OF, FRAME))
        found, shown = self._found(page, "html", FRAME if frame in self._frames else (), shown)
        if not found:
            self._frames.add(frame)
        return found + too_wide, shown

    def _found(self, page: Page, within: str, seen: Sequence[str] = (), shown: str = "") -> Found:
        """Let axe look, but not in what was seen, and say each barrier with its place.

        shown: what showed at another width; where the same shows here, less has to be looked at
        """
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        looks = self._looks[(page.viewport_size or {"width": PHONE})["width"]]
        given = [within, seen, RULES, LAYOUT_RULES, list(looks), shown]
        wrong, fresh, shown = page.evaluate(LOOK, given)
        if not wrong:
            looks.update(fresh)
        return [f"{page.url} {rule}: {markup[:200]}" for rule, markup in wrong], shown


def overflow(page: Page) -> int:
    """Give by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
