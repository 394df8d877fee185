"""Browser windows, each as one person's device; a window is used again, once it has forgotten.

To start a window and its renderer costs more than most of our pages do.
"""

from collections import defaultdict
from contextlib import suppress

from playwright.sync_api import Browser, Error, Page

PHONE = 360
DESK = 1280
HEIGHT = 800
PATIENCE_MS = 30_000
FORGET = "localStorage.clear(); sessionStorage.clear();"

Kind = tuple[str, int, bool]


class Devices:
    """Lends windows: nobody finds what somebody else did in one, but the styles are there."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[Kind, list[Page]] = defaultdict(list)
        self._kinds: dict[Page, Kind] = {}

    def lend(self, url: str, width: int, *, scripts: bool) -> Page:
        kind = url, width, scripts
        idle = self._idle[kind]
        page = idle.pop() if idle else self.new(url, width, scripts=scripts)
        self._kinds[page] = kind
        return page

    def new(self, url: str, width: int, *, scripts: bool) -> Page:
        context = self._browser.new_context(
            base_url=url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": HEIGHT},
            has_touch=width == PHONE,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def take_back(self, page: Page) -> None:
        """Forget what was done in a window; one in which that fails is used no more."""
        kind = self._kinds.pop(page)
        try:
            forget(page, kind[1])
        except Error:
            with suppress(Error):
                page.context.close()
        else:
            self._idle[kind].append(page)


def forget(page: Page, width: int) -> None:
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    with suppress(Error):
        page.evaluate(FORGET)  # An empty page keeps nothing and refuses.
    page.goto("about:blank")
    context.clear_cookies()
    page.set_viewport_size({"width": width, "height": HEIGHT})
    tools = context.new_cdp_session(page)
    tools.send("Page.resetNavigationHistory")
    tools.detach()
