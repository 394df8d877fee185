"""Personal data in a browser: the notice, “Dữ liệu của tôi”, and the officers' side; no barrier."""

import zipfile

import pytest
from playwright.sync_api import Page

from services.resources import Resources
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.browser.officers import sign_in
from tests.filing import ATTEMPT, hand_in
from tests.settled import set_years, settle

HOME = "/tra-cuu/ho-so/du-lieu"


def open_dossier(page: Page, resources: Resources) -> str:
    number = hand_in(resources).dossier.number
    page.goto(f"/tra-cuu?so={number}")
    code = resources.access_codes.for_attempt(ATTEMPT)
    page.get_by_label("Mã tra cứu").fill(code)
    page.get_by_role("button", name="Xem hồ sơ").click()
    page.get_by_role("link", name="Dữ liệu của tôi").click()
    return code


def test_no_page_of_a_person_has_a_barrier(
    resources: Resources, open_browser: Opener, faults: Faults
) -> None:
    page = open_browser(PHONE)
    open_dossier(page, resources)
    found = faults(page)
    for path in ("/thu-tuc/2.002409/du-lieu-ca-nhan", HOME, f"{HOME}/ban-sao", f"{HOME}/yeu-cau"):
        page.goto(path)
        found += faults(page)
    page.get_by_role("button", name="Gửi yêu cầu").click()
    assert found + faults(page) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_takes_a_copy_and_asks_for_a_correction(
    resources: Resources, open_browser: Opener, *, scripts: bool
) -> None:
    page = open_browser(PHONE, scripts=scripts)
    code = open_dossier(page, resources)
    page.get_by_role("link", name="Nhận bản sao").click()
    page.get_by_label("Mã tra cứu").fill(code)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bản sao").click()
    names = zipfile.ZipFile(download.value.path()).namelist()
    page.goto(f"{HOME}/yeu-cau")
    page.get_by_label("Yêu cầu sửa dữ liệu").check()
    page.get_by_label("Yêu cầu của bạn").fill("Xin sửa tên đệm.")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    page.get_by_text("Xin sửa tên đệm.").wait_for()
    assert names[:2] == ["ho-so.html", "du-lieu.json"]


def test_no_page_of_an_officer_has_a_barrier(
    resources: Resources, open_browser: Opener, faults: Faults
) -> None:
    set_years(resources)
    number = settle(resources, attempt="old").number
    person = open_browser(PHONE)
    open_dossier(person, resources)
    person.goto(f"{HOME}/yeu-cau?loai=deletion")
    person.get_by_label("Yêu cầu của bạn").fill("Xin xóa.")
    person.get_by_role("button", name="Gửi yêu cầu").click()
    page = open_browser(PHONE)
    sign_in(page, path="/can-bo/du-lieu-ca-nhan")
    found = faults(page)
    page.get_by_role("link", name="Yêu cầu xóa dữ liệu").click()
    page.get_by_label("Chấp nhận", exact=True).check()
    page.get_by_label("Lý do, đã làm gì").fill("Đồng ý.")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    found += faults(page)
    for path in ("du-lieu-ca-nhan/cho-xoa", f"ho-so/{number}/giu-lai", f"ho-so/{number}"):
        page.goto(f"/can-bo/{path}")
        found += faults(page)
    assert found == []
