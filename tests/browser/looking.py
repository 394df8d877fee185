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
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")

# The frame is the same on many pages, and as much to look at as most of what stands in it.
FRAME = ["body > header", "body > footer"]
FRAME_OF = """parts => document.body.className
    + parts.map(one => document.querySelector(one)?.outerHTML ?? "").join("")"""
# Where a part of the frame leads, and what a form in it carries, says nothing about its look.
UNSEEN = re.compile(r"(?:href|value)=\"[^\"]*\"")


class Looker:
    """Looks at pages, and at what they share once: their frame, the colours of their texts."""

    def __init__(self) -> None:
        self._frames: set[tuple[int, str]] = set()
        self._looks: dict[int, set[str]] = defaultdict(set)

    def look(self, page: Page) -> list[str]:
        """Look on a phone and at a desk."""
        before = page.viewport_size or {"width": PHONE, "height": HEIGHT}
        found = [fault for width in (PHONE, DESK) for fault in self._patiently(page, width)]
        page.set_viewport_size(before)
        return found

    def barriers(self, page: Page, within: str = "html", seen: Sequence[str] = ()) -> list[str]:
        """Let axe look for barriers, but not in what was seen, and say each with its place."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        looks = self._looks[(page.viewport_size or {"width": PHONE})["width"]]
        found, fresh = page.evaluate(LOOK, [within, seen, RULES, list(looks)])
        if not found:
            looks.update(fresh)
        return [f"{page.url} {rule}: {markup[:200]}" for rule, markup in found]

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
        found = self.barriers(page, seen=FRAME if frame in self._frames else ())
        if not found:
            self._frames.add(frame)
        return found + too_wide


def overflow(page: Page) -> int:
    """Give by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
