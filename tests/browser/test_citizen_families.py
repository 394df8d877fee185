"""One procedure of each family, filed on a phone and answered at a desk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from forms.procedure import Procedure
from services.resources import Resources
from tests import filing
from tests.browser.citizens import TODAY, answer, begin, fill_in_all, go_on, sign
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.officers import choose_action, confirm, sign_in
from tests.shipped import CATALOGUE
from tests.web.citizen.samples import pdf

NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
DONE = re.compile("/xong$")
DENUNCIATION = "2.002396"
RECEPTION = "2.001909"
INFORMATION = "TTTC"
# Petition, withdrawals, protection, explanations, declaration and verification of assets.
OTHERS = ["2.001801", "RUT-KN", "RUT-TC", "BVTC", "2.002402", "2.002403", "2.002400", "TCDTT"]
DENOUNCER = "Nguyễn Thị Hương Giang"


@pytest.fixture(autouse=True)
def keys(resources: Resources) -> None:
    """Let the agencies take what is to be sealed."""
    with resources.database.transaction() as session:
        filing.able_to_seal(session)


def file_on(page: Page, code: str, folder: Path) -> tuple[str, str]:
    """File a procedure by its examples; give the number and the access code."""
    procedure = CATALOGUE.get(code, TODAY)
    begin(page, procedure)
    fill_in_all(page, procedure, papers(procedure, folder))
    confirm_all(page, procedure)
    page.wait_for_url(DONE)
    number = NUMBER.search(page.content())
    assert number is not None
    return number[0], page.locator("#ma-tra-cuu-gia-tri").inner_text()


def papers(procedure: Procedure, folder: Path) -> dict[str, list[Path]]:
    """Lay out one paper for each question that takes files, named after the person."""
    paper = folder / "Đơn của Nguyễn Thị Hương Giang.pdf"
    paper.write_bytes(pdf())
    asked = [field.key for field in procedure.fields if field.kind.name == "files"]
    return {key: [paper] for key in asked}


def confirm_all(page: Page, procedure: Procedure) -> None:
    """Declare and sign where that is asked for, then submit."""
    keys = {field.key for section in procedure.review_sections for field in section.fields}
    if "declaration" in keys:
        answer(page, "declaration", "yes")
    if "signature" in keys:
        sign(page)
    go_on(page, "Nộp đơn")


def follow(page: Page, number: str, code: str) -> None:
    page.goto(f"/tra-cuu?so={number}")
    page.get_by_label("Mã tra cứu").fill(code)
    page.get_by_role("button", name="Xem hồ sơ").click()


def receive(page: Page, number: str, label: str) -> None:
    sign_in(page, path=f"/can-bo/ho-so/{number}")
    choose_action(page, label)
    confirm(page, label)


@pytest.mark.parametrize("code", OTHERS)
def test_a_request_of_each_family_is_filed(phone: Page, tmp_path: Path, code: str) -> None:
    file_on(phone, code, tmp_path)
    expect(phone.get_by_text("Bạn đã nộp đơn")).to_be_visible()


def test_a_denunciation_is_received_under_a_pseudonym(open_browser: Opener, tmp_path: Path) -> None:
    number, _ = file_on(open_browser(PHONE), DENUNCIATION, tmp_path)
    officer = open_browser(DESK)
    receive(officer, number, "Tiếp nhận")
    officer.goto("/can-bo")
    expect(officer.get_by_role("row", name=number)).to_contain_text(f"Người tố cáo NTC-{number}")
    assert DENOUNCER not in officer.content()


def test_a_reception_is_appointed_and_another_day_asked_for(
    open_browser: Opener, tmp_path: Path
) -> None:
    citizen, officer = open_browser(PHONE), open_browser(DESK)
    number, code = file_on(citizen, RECEPTION, tmp_path)
    sign_in(officer, path=f"/can-bo/ho-so/{number}")
    appoint(officer, "20/12/2099")
    follow(citizen, number, code)
    expect(citizen.get_by_text("Ngày tiếp: 20/12/2099. Giờ tiếp: 08:30.")).to_be_visible()
    citizen.get_by_role("link", name="Đề nghị đổi lịch").click()
    citizen.get_by_label("Bạn muốn đến ngày nào, buổi nào?").fill("Sáng 21/12/2099")
    confirm(citizen, "Đề nghị đổi lịch")
    officer.goto(f"/can-bo/ho-so/{number}")
    expect(officer.get_by_text("Sáng 21/12/2099")).to_be_visible()


def test_the_new_pages_have_no_barriers(
    open_browser: Opener, resources: Resources, faults: Faults
) -> None:
    filed = filing.hand_in(resources, code=RECEPTION)
    officer, citizen = open_browser(PHONE), open_browser(PHONE)
    citizen.goto("/thu-tuc")
    found = faults(citizen)
    sign_in(officer, path=f"/can-bo/ho-so/{filed.dossier.number}")
    choose_action(officer, "Hẹn tiếp")
    confirm(officer, "Hẹn tiếp")
    found += faults(officer)
    officer.goto(f"/can-bo/ho-so/{filed.dossier.number}")
    appoint(officer, "20/12/2099")
    follow(citizen, filed.dossier.number, filed.access_code)
    citizen.get_by_role("link", name="Đề nghị đổi lịch").click()
    confirm(citizen, "Đề nghị đổi lịch")
    assert found + faults(citizen) == []


def appoint(page: Page, day: str) -> None:
    choose_action(page, "Hẹn tiếp")
    page.get_by_label("Ngày tiếp").fill(day)
    page.get_by_label("Giờ tiếp").fill("8h30")
    page.get_by_label("Nơi tiếp").fill("Phòng 101, số 2 đường Phan Đình Phùng")
    confirm(page, "Hẹn tiếp")


def test_information_without_a_name_is_followed_and_answered(
    open_browser: Opener, tmp_path: Path
) -> None:
    citizen, officer = open_browser(PHONE), open_browser(DESK)
    number, code = file_on(citizen, INFORMATION, tmp_path)
    receive(officer, number, "Tiếp nhận thông tin")
    choose_action(officer, "Hỏi thêm")
    officer.get_by_label("Những điều cần biết thêm").fill("Sổ thu đang ở đâu?")
    officer.get_by_label("Lý do").fill("Để kiểm tra được.")
    confirm(officer, "Hỏi thêm")
    follow(citizen, number, code)
    citizen.get_by_role("link", name="Gửi phần bổ sung").click()
    citizen.get_by_label("Bạn biết thêm điều gì?").fill("Trong tủ của bộ phận một cửa.")
    citizen.locator("button.govuk-button", has_text="Gửi phần bổ sung").click()
    expect(citizen.get_by_text("Bạn đã gửi phần bổ sung.")).to_be_visible()
