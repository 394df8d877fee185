"""Legal officers write procedures in the browser: begin, edit, check, send, approve."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.authoring.models import ProcedureDraft, PublishedProcedure
from services.resources import Resources
from tests.web.officer.browsing import LAN, hidden, send

MINH = "ttcp.minh"  # Lan's colleague, who approves.
HA = "tn.ha"  # Of the province.
LIST = "/can-bo/thu-tuc"
NEW = f"{LIST}/moi"
BEGINS = {"begins.day": "1", "begins.month": "1", "begins.year": "2030"}
PAGES = (
    "",
    *("/gioi-thieu", "/hieu-luc", "/can-cu", "/giay-to", "/cac-buoc", "/thoi-han", "/xu-ly"),
    *("/cac-phan", "/phan/1", "/phan/1/cau-hoi/0", "/phan/1/cau-hoi/2", "/van-ban"),
    *("/xem-thu", "/xem-thu/matter.errors", "/xem-thu/review", "/duyet", "/bo"),
)


@pytest.fixture
def lan(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(LAN)


@pytest.fixture
def minh(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(MINH)


@pytest.fixture
def new(lan: FlaskClient) -> str:
    """Begin a procedure from nothing and give the address of its draft."""
    return str(send(lan, NEW, code="MUON-HT", **BEGINS).location)


@pytest.fixture
def copied(lan: FlaskClient) -> str:
    """Begin the next version of a procedure that ships."""
    return str(send(lan, f"{NEW}?tu=KNPA@1", code="KNPA", **BEGINS).location)


def draft(resources: Resources) -> ProcedureDraft:
    with resources.database.transaction() as session:
        newest = select(ProcedureDraft).order_by(ProcedureDraft.id.desc()).limit(1)
        return session.scalars(newest).one()


def press(browser: FlaskClient, page: str, action: str, **typed: Any) -> Any:
    """Press a button of a page whose form goes to another address."""
    return browser.post(action, data={**hidden(browser, page), **typed})


def test_the_list_shows_what_ships(lan: FlaskClient) -> None:
    assert "Gửi kiến nghị, phản ánh" in lan.get(LIST).text


def test_the_list_is_searched_without_marks(lan: FlaskClient) -> None:
    page = lan.get(f"{LIST}?tim=phan+anh").text
    assert ("Gửi kiến nghị, phản ánh" in page, "tố cáo" in page) == (True, False)


def test_an_empty_list_says_where_to_begin(lan: FlaskClient) -> None:
    assert "Không có thủ tục nào" in lan.get(f"{LIST}?loc=drafts").text


@pytest.mark.parametrize("page", ["", "/moi", "/1", "/1/gioi-thieu", "/1/van-ban", "/1/duyet"])
def test_who_has_no_right_to_write_is_kept_out(hoa: FlaskClient, page: str) -> None:
    assert hoa.get(f"{LIST}{page}").status_code == 403


def test_each_page_of_a_draft_opens(lan: FlaskClient, copied: str) -> None:
    answers = {page: lan.get(copied + page).status_code for page in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)


def test_another_agency_does_not_see_a_draft(
    officer: Callable[[str], FlaskClient], copied: str
) -> None:
    assert officer(HA).get(copied).status_code == 404


def test_a_copy_is_the_next_version(copied: str, resources: Resources) -> None:
    assert copied
    assert "version: 2\neffective_from: 2030-01-01" in draft(resources).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**BEGINS, "begins.year": "2020"}, "Ngày có hiệu lực phải sau hôm nay"),
        ({**BEGINS, "begins.day": "31", "begins.month": "2"}, "không phải ngày có thật"),
        ({**BEGINS, "code": "mã lạ"}, "Mã gồm 2 đến 40"),
        ({**BEGINS, "code": ""}, "chưa điền"),
    ],
)
def test_a_beginning_that_makes_no_sense_is_refused(
    lan: FlaskClient, typed: dict[str, str], told: str
) -> None:
    answer = send(lan, NEW, **{"code": "MUON-HT", **typed})
    assert (answer.status_code, told in answer.text) == (422, True)


@pytest.mark.parametrize("source", ["KNPA@9", "KNPA@x", "NONE@1", "KNPA@" + "9" * 30])
def test_what_is_not_there_cannot_be_copied(lan: FlaskClient, source: str) -> None:
    assert lan.get(f"{NEW}?tu={source}").status_code == 404


def test_what_is_typed_is_kept(lan: FlaskClient, new: str, resources: Resources) -> None:
    send(lan, f"{new}/gioi-thieu", **{"title.vi": "Mượn hội trường", "title.en": "Use the hall"})
    assert "title: {vi: Mượn hội trường, en: Use the hall}" in draft(resources).text


def test_a_faulty_draft_is_kept_and_its_fault_told(lan: FlaskClient, new: str) -> None:
    send(lan, f"{new}/gioi-thieu", **{"fee.vi": "", "fee.en": "Free"})
    page = lan.get(new).text
    assert "Thiếu lời tiếng Việt" in page
    assert "/gioi-thieu#fee-vi" in page


def test_the_fault_stands_at_its_field(lan: FlaskClient, new: str) -> None:
    send(lan, f"{new}/gioi-thieu", **{"fee.vi": "", "fee.en": "Free"})
    assert 'id="fee-vi-error"' in lan.get(f"{new}/gioi-thieu").text


def test_a_row_is_added_by_a_button(lan: FlaskClient, new: str) -> None:
    answer = send(lan, f"{new}/giay-to", add_row="papers")
    assert 'name="papers.0.name.vi"' in lan.get(answer.location).text


def test_a_section_and_a_question_are_added(
    lan: FlaskClient, new: str, resources: Resources
) -> None:
    parts = f"{new}/cac-phan"
    section = press(lan, parts, parts, do="add", vi="Nơi mượn", en="Where").location
    press(lan, section, f"{section}/cau-hoi", do="add", vi="Phòng nào?", en="Room?", kind="text")
    assert "key: phong_nao\n        kind: text" in draft(resources).text


def test_a_question_is_moved_and_taken_out(
    lan: FlaskClient, copied: str, resources: Resources
) -> None:
    section = f"{copied}/phan/1"
    press(lan, section, f"{section}/cau-hoi", do="down:0")
    press(lan, section, f"{section}/cau-hoi", do="remove:0")
    text = draft(resources).text
    assert ("key: petition_kind" in text, "key: field_of_matter" in text) == (True, False)


def test_nothing_is_taken_out_without_being_asked_once_more(lan: FlaskClient, copied: str) -> None:
    section = f"{copied}/phan/1"
    answer = press(lan, section, f"{section}/cau-hoi", do="ask:0")
    assert "Bỏ “Bạn muốn gửi”?" in lan.get(answer.location).text


def test_a_question_becomes_another_kind(
    lan: FlaskClient, copied: str, resources: Resources
) -> None:
    question = f"{copied}/phan/1/cau-hoi/0"
    press(lan, question, f"{question}/loai", kind="yes_no")
    assert "- key: petition_kind\n        kind: yes_no" in draft(resources).text


def test_a_condition_is_chosen_in_two_steps(
    lan: FlaskClient, copied: str, resources: Resources
) -> None:
    page = f"{copied}/phan/1/cau-hoi/5"
    send(lan, page, **{"label.vi": "Đề xuất", "when_0.field": "petition_kind"})
    chosen = {"when_0.field": "petition_kind", "when_0.test": "is", "when_0.values": "feedback"}
    send(lan, page, **{"label.vi": "Đề xuất", **chosen})
    assert "when: {field: petition_kind, is: feedback}" in draft(resources).text


def test_the_second_of_two_officers_is_told_and_keeps_the_text(
    lan: FlaskClient, minh: FlaskClient, new: str
) -> None:
    page = f"{new}/gioi-thieu"
    seen = hidden(minh, page)
    send(lan, page, **{"title.vi": "Của Lan"})
    answer = minh.post(page, data={**seen, "title.vi": "Của Minh"})
    assert (answer.status_code, "Của Minh" in answer.text) == (409, True)


def test_what_was_typed_about_a_part_that_moved_can_be_copied(
    lan: FlaskClient, minh: FlaskClient, copied: str
) -> None:
    page = f"{copied}/phan/1/cau-hoi/0"
    seen = hidden(minh, page)
    press(lan, f"{copied}/phan/1", f"{copied}/phan/1/cau-hoi", do="remove:0")
    answer = minh.post(page, data={**seen, "label.vi": "Lời của Minh"})
    assert answer.status_code == 409
    assert "Phần bạn đang sửa đã thay đổi" in answer.text
    assert "Lời của Minh" in answer.text


def test_the_text_itself_can_be_written(lan: FlaskClient, new: str, resources: Resources) -> None:
    send(lan, f"{new}/van-ban", text="code: [\n")
    assert draft(resources).text == "code: [\n"


def test_the_text_saves_by_itself_and_says_what_is_wrong(lan: FlaskClient, copied: str) -> None:
    answer = send(lan, f"{copied}/van-ban", text="code: [\n", go="autosave")
    assert (answer.status_code, "data-saved" in answer.text) == (200, True)
    assert "Văn bản không đúng cách viết" in answer.text


def test_a_text_that_is_no_document_leads_to_the_text(lan: FlaskClient, new: str) -> None:
    send(lan, f"{new}/van-ban", text="code: [\n")
    assert lan.get(f"{new}/gioi-thieu").location == f"{new}/van-ban"
    assert "Văn bản không đúng cách viết" in lan.get(f"{new}/van-ban").text


def test_the_text_of_the_second_officer_stays_on_the_page(
    lan: FlaskClient, minh: FlaskClient, new: str
) -> None:
    seen = hidden(minh, f"{new}/van-ban")
    send(lan, f"{new}/van-ban", text="code: LAN\n")
    answer = minh.post(f"{new}/van-ban", data={**seen, "text": "code: MINH\n"})
    assert answer.status_code == 409
    assert "code: MINH" in answer.text
    assert "code: LAN" in answer.text


def test_a_text_beyond_all_measure_is_refused(lan: FlaskClient, new: str) -> None:
    assert send(lan, f"{new}/van-ban", text="x" * 1_000_001).status_code == 413


@pytest.mark.parametrize(
    "page", ["/phan/9", "/phan/1/cau-hoi/99", "/phan/1/cau-hoi/0-0", "/phan/999999999999999999"]
)
def test_a_part_that_is_not_there_leads_to_those_that_are(
    lan: FlaskClient, copied: str, page: str
) -> None:
    assert lan.get(copied + page).location == f"{copied}/cac-phan"


@pytest.mark.parametrize(
    "page", ["/phan/1/cau-hoi/x", "/phan/1/cau-hoi/0-0-0-0-0", "/la", "/xem-thu/none"]
)
def test_an_address_without_sense_is_not_found(lan: FlaskClient, copied: str, page: str) -> None:
    assert lan.get(copied + page).status_code == 404


@pytest.mark.parametrize("do", ["", "up", "up:x", "remove:999", "own:0", "own:99", "dance:1"])
def test_a_button_that_is_not_there_changes_nothing(
    lan: FlaskClient, copied: str, resources: Resources, do: str
) -> None:
    before = draft(resources).text
    page = f"{copied}/cac-phan"
    assert press(lan, page, page, do=do).status_code == 302
    assert draft(resources).text == before


def test_a_preview_is_marked_and_keeps_nothing(lan: FlaskClient, copied: str) -> None:
    assert "Bản xem trước" in lan.get(f"{copied}/xem-thu/matter.empty").text
    assert lan.post(f"{copied}/xem-thu/matter.empty", data={"content": "x"}).status_code == 303


def test_a_saving_script_is_told_nothing_by_a_preview(lan: FlaskClient, copied: str) -> None:
    assert lan.post(f"{copied}/xem-thu/matter.empty", data={"go": "autosave"}).status_code == 204


def test_a_faulty_draft_cannot_be_sent(lan: FlaskClient, new: str, resources: Resources) -> None:
    send(lan, f"{new}/gioi-thieu", **{"fee.vi": "", "fee.en": "Free"})
    answer = press(lan, f"{new}/duyet", f"{new}/gui-duyet")
    assert (answer.status_code, draft(resources).state) == (409, "editing")


@pytest.fixture
def sent(lan: FlaskClient, copied: str) -> str:
    press(lan, f"{copied}/duyet", f"{copied}/gui-duyet")
    return copied


def test_a_sent_draft_is_not_changed_any_more(
    lan: FlaskClient, sent: str, resources: Resources
) -> None:
    answer = send(lan, f"{sent}/gioi-thieu", **{"title.vi": "Khác"})
    assert (answer.status_code, "Khác" in draft(resources).text) == (409, False)


def test_nobody_approves_the_own_text(lan: FlaskClient, sent: str, resources: Resources) -> None:
    answer = press(lan, f"{sent}/duyet", f"{sent}/duyet")
    assert answer.status_code == 409
    assert "Người viết không tự duyệt được" in answer.text
    assert draft(resources).state == "awaiting_approval"


def test_a_second_officer_publishes(minh: FlaskClient, sent: str, resources: Resources) -> None:
    press(minh, f"{sent}/duyet", f"{sent}/duyet")
    with resources.database.transaction() as session:
        row = session.scalars(select(PublishedProcedure)).one()
    assert (row.code, row.version) == ("KNPA", 2)
    assert "Đã công bố" in minh.get(f"{sent}/duyet").text


def test_returning_needs_a_word_why(minh: FlaskClient, sent: str, resources: Resources) -> None:
    answer = press(minh, f"{sent}/duyet", f"{sent}/tra-lai", note=" ")
    assert (answer.status_code, draft(resources).state) == (422, "awaiting_approval")


def test_the_author_reads_why_it_came_back(lan: FlaskClient, minh: FlaskClient, sent: str) -> None:
    press(minh, f"{sent}/duyet", f"{sent}/tra-lai", note="Ghi rõ Điều 28.")
    assert "Ghi rõ Điều 28." in lan.get(sent).text


def test_the_sender_takes_it_back_without_a_word(
    lan: FlaskClient, sent: str, resources: Resources
) -> None:
    press(lan, f"{sent}/duyet", f"{sent}/tra-lai")
    assert draft(resources).state == "editing"


def test_the_second_officer_sees_what_changes(
    lan: FlaskClient, minh: FlaskClient, copied: str, resources: Resources
) -> None:
    text = draft(resources).text.replace("Không thu phí.", "10.000 đồng.")
    send(lan, f"{copied}/van-ban", text=text)
    page = " ".join(minh.get(f"{copied}/duyet").text.split())
    assert "Đổi phí." in page
    assert "<ins>fee: {vi: 10.000 đồng" in page


def test_a_draft_that_is_given_up_is_gone(lan: FlaskClient, new: str) -> None:
    send(lan, f"{new}/bo")
    assert lan.get(new).status_code == 404


@pytest.mark.parametrize("page", ["/gioi-thieu", "/cac-phan", "/van-ban", "/bo"])
def test_nothing_is_changed_without_the_token_of_the_page(
    lan: FlaskClient, new: str, page: str
) -> None:
    assert lan.post(new + page, data={"revision": "1"}).status_code == 400
