"""A denunciation on a phone: its person reads it back, and an officer sees that it is sealed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.resources import Resources
from tests import filing
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in

DENUNCIATION = "2.002396"
DENOUNCER = "Nguyễn Thị Hương Giang"


@pytest.fixture
def filed(resources: Resources) -> tuple[str, str]:
    done = filing.hand_in(resources, code=DENUNCIATION)
    return done.dossier.number, done.access_code


def follow(page: Page, filed: tuple[str, str]) -> None:
    page.goto(f"/tra-cuu?so={filed[0]}")
    page.get_by_label("Mã tra cứu").fill(filed[1])
    page.get_by_role("button", name="Xem hồ sơ").click()


def test_the_own_page_shows_what_was_sealed(
    open_browser: Opener, filed: tuple[str, str], faults: Faults
) -> None:
    page = open_browser(PHONE)
    follow(page, filed)
    expect(page.get_by_text(DENOUNCER).first).to_be_visible()
    assert faults(page) == []


def test_the_own_petition_comes_as_a_pdf(
    open_browser: Opener, filed: tuple[str, str], tmp_path: Path
) -> None:
    page = open_browser(PHONE, scripts=False)
    follow(page, filed)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải đơn của bạn (PDF)").click()
    kept = tmp_path / "don.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes()[:5] == b"%PDF-"


def test_an_officer_is_told_what_is_sealed(
    open_browser: Opener, filed: tuple[str, str], faults: Faults
) -> None:
    page = open_browser(PHONE)
    sign_in(page, path=f"/can-bo/ho-so/{filed[0]}")
    expect(page.get_by_text("Được niêm phong").first).to_be_visible()
    assert (DENOUNCER in page.content(), faults(page)) == (False, [])


def test_without_a_key_nobody_is_led_on(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    page.goto(f"/thu-tuc/{DENUNCIATION}/nop")
    expect(page.get_by_text("chưa lập khóa")).to_be_visible()
    assert faults(page) == []
