"""A window that is lent again has forgotten whoever had it before."""

from tests.browser.devices import DESK, HEIGHT, PHONE, Devices
from tests.service import Site

KEEP = "localStorage.setItem('k', '1'); sessionStorage.setItem('k', '1')"
KEPT = "[localStorage.length, sessionStorage.length]"


def test_a_window_forgets_who_had_it(devices: Devices, site: Site) -> None:
    first = devices.lend(site.url, PHONE, scripts=True)
    for path in ("/", "/can-bo/dang-nhap"):
        first.goto(path)
    first.evaluate(KEEP)
    first.context.new_page()
    first.set_viewport_size({"width": DESK, "height": 400})
    had_cookies = bool(first.context.cookies())
    devices.take_back(first)
    second = devices.lend(site.url, PHONE, scripts=True)
    second.go_back()
    found = [second.url, second.context.cookies(), len(second.context.pages)]
    size = second.viewport_size
    second.goto("/")
    stored = second.evaluate(KEPT)
    devices.take_back(second)
    assert (second is first, had_cookies) == (True, True)
    assert found == ["about:blank", [], 1]
    assert (size, stored) == ({"width": PHONE, "height": HEIGHT}, [0, 0])
