"""A citizen follows a dossier, answers a request, withdraws, and reads English."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from services.dossiers import actions
from services.dossiers.actions import Request
from services.dossiers.history import Actor
from services.dossiers.models import Dossier
from services.resources import Resources
from services.web.citizen import dossier_page
from services.web.context import now
from tests import filing
from tests.browser.citizens import attach
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.staff import MODEL, named
from tests.web.citizen.samples import pdf

ASKED = {"items": ["Bản chụp quyết định"], "reason": "Hồ sơ chưa có quyết định."}
OPENED = re.compile("/tra-cuu/ho-so$")

Enter = Callable[[Page], None]


@pytest.fixture
def enter(resources: Resources) -> Enter:
    """File a complaint elsewhere, and open it with its codes in a window."""
    handed_in = filing.hand_in(resources)

    def look_up(page: Page) -> None:
        page.goto(f"/tra-cuu?so={handed_in.dossier.number}")
        page.get_by_label("Mã tra cứu").fill(handed_in.access_code.lower().replace("-", " "))
        page.get_by_role("button", name="Xem hồ sơ").click()
        page.wait_for_url(OPENED)

    return look_up


@pytest.fixture
def asked(app: Flask, resources: Resources, enter: Enter) -> None:  # noqa: ARG001 - filed first
    with app.app_context(), resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
        hoa = named(resources, MODEL)
        officer = Actor("officer", hoa.full_name, hoa)
        wish = Request("request_supplement", officer, dossier.revision, ASKED)
        actions.act(session, dossier_page.case_of(dossier), wish, now=now())


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("scripts", ["on", "off"])
def test_a_request_is_answered_with_text_and_file(
    open_browser: Opener, enter: Enter, tmp_path: Path, scripts: str
) -> None:
    page = open_browser(scripts=scripts == "on")
    enter(page)
    page.get_by_role("link", name="Gửi phần bổ sung").click()
    page.get_by_label("Bạn muốn nói gì thêm?").fill("Tôi gửi bản chụp quyết định.")
    (tmp_path / "quyết định 15.pdf").write_bytes(pdf())
    attach(page, "files", [tmp_path / "quyết định 15.pdf"])
    page.get_by_text("quyết định 15.pdf").first.wait_for()
    page.locator("button.govuk-button", has_text="Gửi phần bổ sung").click()
    expect(page.get_by_text("Bạn đã gửi phần bổ sung.")).to_be_visible()


def test_a_dossier_is_withdrawn_after_a_second_thought(phone: Page, enter: Enter) -> None:
    enter(phone)
    phone.get_by_role("link", name="Rút hồ sơ").click()
    phone.get_by_role("button", name="Rút hồ sơ").click()
    expect(phone.locator(".mc-status")).to_have_text("Đã rút")


def test_a_document_can_be_downloaded(phone: Page, enter: Enter) -> None:
    enter(phone)
    link = phone.get_by_role("link", name="Tải về Đơn khiếu nại")
    with phone.expect_download() as arrived:
        link.click()
    assert arrived.value.suggested_filename.startswith("Đơn khiếu nại")


@pytest.mark.usefixtures("asked")
def test_no_page_of_a_dossier_has_barriers(
    open_browser: Opener, enter: Enter, faults: Faults
) -> None:
    page = open_browser(PHONE)
    page.goto("/tra-cuu")
    page.get_by_role("button", name="Xem hồ sơ").click()
    found = faults(page)
    enter(page)
    found += faults(page)
    page.goto("/tra-cuu/ho-so/bo-sung")
    page.locator("button.govuk-button", has_text="Gửi phần bổ sung").click()
    found += faults(page)
    page.goto("/tra-cuu/ho-so/rut")
    assert found + faults(page) == []


@pytest.mark.parametrize("path", ["/", "/thu-tuc", "/thu-tuc/KNPA/nop", "/tra-cuu"])
def test_the_frame_of_an_english_page_is_english(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.get_by_role("link", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    phone.wait_for_load_state()
    spoken = phone.locator("header nav, h1, label, main button, footer nav").all_inner_texts()
    assert re.findall("[ăâđêôơưẠ-ỹ]", " ".join(spoken).lower()) == []
