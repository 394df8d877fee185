"""A citizen files on a phone, with scripts and without."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.citizens import (
    COMPLAINT,
    FEEDBACK,
    answer,
    attach,
    begin,
    buttons,
    fill_in,
    fill_in_all,
    go_on,
    sign,
)
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import PHONE
from tests.web.citizen.samples import pdf, png

NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
DONE = re.compile("/xong$")


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, list[Path]]:
    """Lay out three papers for the evidence and one for the authorisation."""
    contents = {
        "quyết định.pdf": pdf(),
        "sổ đỏ.pdf": pdf(2),
        "ảnh thửa đất.png": png(),
        "giấy ủy quyền.pdf": pdf(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    kept = [tmp_path / name for name in contents]
    return {"evidence": kept[:3], "authorisation_papers": kept[3:]}


@pytest.fixture
def signature(tmp_path: Path) -> Path:
    (tmp_path / "chu-ky.png").write_bytes(png())
    return tmp_path / "chu-ky.png"


def declare(page: Page) -> None:
    answer(page, "declaration", "yes")


def test_a_complaint_with_three_files_on_a_phone(
    phone: Page, papers: dict[str, list[Path]]
) -> None:
    begin(phone, COMPLAINT)
    fill_in_all(phone, COMPLAINT, papers)
    declare(phone)
    sign(phone)
    go_on(phone, "Nộp đơn")
    expect(phone).to_have_url(DONE)
    expect(phone.get_by_role("link", name="Đơn khiếu nại").first).to_be_visible()


def test_a_complaint_with_three_files_without_scripts(
    plain_phone: Page, papers: dict[str, list[Path]], signature: Path
) -> None:
    begin(plain_phone, COMPLAINT)
    fill_in_all(plain_phone, COMPLAINT, papers)
    declare(plain_phone)
    plain_phone.locator('input[name="signature.scan"]').set_input_files(signature)
    go_on(plain_phone, "Nộp đơn")
    expect(plain_phone.get_by_text(NUMBER).first).to_be_visible()


def ready_feedback(page: Page) -> None:
    begin(page, FEEDBACK)
    fill_in_all(page, FEEDBACK, {})
    answer(page, "name_public", "no")
    declare(page)


def test_a_double_click_makes_one_dossier(phone: Page) -> None:
    ready_feedback(phone)
    sign(phone)
    buttons(phone, "Nộp đơn").dblclick()
    expect(phone.locator(".mc-panel strong")).to_have_text(re.compile("-0001$"))


def test_back_and_forward_keep_the_answers(phone: Page) -> None:
    begin(phone, FEEDBACK)
    fill_in(phone, FEEDBACK, FEEDBACK.section("petitioner"))
    go_on(phone)
    answer(phone, "content", "Đường ngập mỗi khi mưa lớn.")
    with phone.expect_navigation():
        buttons(phone, "Lưu").click()
    phone.go_back()
    phone.go_forward()
    expect(phone.locator('[name="content"]')).to_have_value("Đường ngập mỗi khi mưa lớn.")


def test_a_refused_file_says_why_beside_its_field(phone: Page, tmp_path: Path) -> None:
    begin(phone, FEEDBACK)
    for section in FEEDBACK.steps_to_fill[:-1]:
        fill_in(phone, FEEDBACK, section)
        go_on(phone)
    (tmp_path / "bài hát.pdf").write_bytes(b"not a pdf")
    attach(phone, "evidence", [tmp_path / "bài hát.pdf"])
    expect(phone.locator("#evidence-error")).to_contain_text("bài hát.pdf")


def test_an_upload_does_not_look_like_another_window(phone: Page, tmp_path: Path) -> None:
    begin(phone, COMPLAINT)
    for key in ("complainant", "group"):
        fill_in(phone, COMPLAINT, COMPLAINT.section(key))
        go_on(phone)
    fill_in(phone, COMPLAINT, COMPLAINT.section("representation"))
    (tmp_path / "giay.pdf").write_bytes(pdf())
    attach(phone, "authorisation_papers", [tmp_path / "giay.pdf"])
    phone.get_by_text("giay.pdf").first.wait_for()
    answer(phone, "authorisation_scope", "Nộp đơn và nhận văn bản.")
    go_on(phone)
    expect(phone).to_have_url(re.compile("/respondent$"))


def test_what_is_typed_is_saved_without_a_button(phone: Page) -> None:
    begin(phone, FEEDBACK)
    answer(phone, "petitioner.full_name", "Lý A Páo")
    phone.get_by_text("Đã tự lưu.").wait_for()
    phone.goto(phone.url)
    expect(phone.locator('[name="petitioner.full_name"]')).to_have_value("Lý A Páo")


def test_a_page_saved_by_itself_goes_on_without_a_clash(phone: Page) -> None:
    begin(phone, FEEDBACK)
    answer(phone, "petitioner.full_name", "Lý A Páo")
    phone.get_by_text("Đã tự lưu.").wait_for()
    fill_in(phone, FEEDBACK, FEEDBACK.section("petitioner"))
    go_on(phone)
    expect(phone).to_have_url(re.compile("/matter$"))


def test_no_page_of_a_filing_has_barriers(open_browser: Opener, faults: Faults) -> None:
    page = open_browser(PHONE)
    page.goto("/thu-tuc")
    found = faults(page)
    page.goto("/thu-tuc/KNPA/nop")
    found += faults(page)
    begin(page, FEEDBACK)
    for section in FEEDBACK.steps_to_fill:
        found += faults(page)
        go_on(page)
        found += faults(page)
        fill_in(page, FEEDBACK, section)
        if page.url.endswith(section.key):
            go_on(page)
    go_on(page, "Nộp đơn")
    found += faults(page)
    answer(page, "name_public", "no")
    declare(page)
    sign(page)
    go_on(page, "Nộp đơn")
    page.wait_for_url(DONE)
    assert found + faults(page) == []
