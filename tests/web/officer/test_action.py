"""Acting on a dossier: what is allowed, what is kept, and what happens to whoever comes second."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.dossiers.models import Dossier, HistoryEntry
from services.files.models import StoredFile
from services.resources import Resources
from tests.web.officer.browsing import action_page, hidden, send

SUPPLEMENT = {"items": "Bản sao quyết định\nGiấy ủy quyền", "reason": "Thiếu giấy tờ."}
MULTIPART = "multipart/form-data; boundary=limit"
REFUSAL = {"reason_code": "6", "reason": "Đã quá thời hiệu. Hãy liên hệ Tòa án."}


def multipart(fields: dict[str, str]) -> bytes:
    """Write a form as a browser would, but with texts that no browser sends."""
    parts = [
        f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return ("".join(parts) + "--limit--\r\n").encode("utf-8", "surrogatepass")


def state(resources: Resources, number: str) -> str:
    with resources.database.transaction() as session:
        return session.scalars(select(Dossier.state).where(Dossier.number == number)).one()


def last_entry(resources: Resources) -> HistoryEntry:
    with resources.database.transaction() as session:
        return session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()  # type: ignore[return-value]


def pdf(name: str = "ket-qua.pdf") -> tuple[BytesIO, str]:
    content = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(content)
    content.seek(0)
    return content, name


def test_receiving_moves_the_dossier(resources: Resources, hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    assert state(resources, number) == "received"


def test_receiving_tells_the_day_that_will_be_promised(hoa: FlaskClient, number: str) -> None:
    page = hoa.get(action_page(number, "receive")).text
    assert "chậm nhất ngày <strong>02/12/2026</strong>" in " ".join(page.split())


def test_receiving_issues_the_receipt(
    hoa: FlaskClient, number: str, work: Callable[[], None]
) -> None:
    send(hoa, action_page(number, "receive"))
    work()
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in hoa.get(f"/can-bo/ho-so/{number}").text


def test_a_document_on_its_way_is_announced(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    assert "Đang được lập" in hoa.get(f"/can-bo/ho-so/{number}").text


def test_the_officer_is_named_in_the_history(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "receive"))
    assert last_entry(resources).actor_name == "Đặng Thị Hoa"


def test_each_line_of_a_supplement_request_is_an_item(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "request_supplement"), **SUPPLEMENT)
    assert last_entry(resources).inputs["items"] == ["Bản sao quyết định", "Giấy ủy quyền"]


def test_a_missing_reason_is_told_and_the_items_stay(hoa: FlaskClient, number: str) -> None:
    answer = send(hoa, action_page(number, "request_supplement"), **(SUPPLEMENT | {"reason": ""}))
    assert (
        answer.status_code,
        'href="#reason"' in answer.text,
        "Giấy ủy quyền" in answer.text,
    ) == (
        422,
        True,
        True,
    )


def test_a_refusal_needs_a_listed_ground(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "refuse"), **(REFUSAL | {"reason_code": "99"}))
    assert state(resources, number) == "submitted"


def test_a_refusal_closes_the_dossier(resources: Resources, hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "refuse"), **REFUSAL)
    assert state(resources, number) == "refused"


def test_finishing_needs_the_result(resources: Resources, hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    send(hoa, action_page(number, "finish"), note="Xong")
    assert state(resources, number) == "received"


def test_the_result_belongs_to_the_dossier(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "receive"))
    send(hoa, action_page(number, "finish"), result=pdf(), note="Xong")
    with resources.database.transaction() as session:
        result = session.scalars(select(StoredFile).where(StoredFile.purpose == "result")).one()
    assert str(result.id) == last_entry(resources).inputs["result"]


def test_an_uploaded_result_survives_another_fault(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    page = action_page(number, "finish")
    answer = send(hoa, page, result=pdf("van-ban.pdf"), note="x" * 2001)
    assert (answer.status_code, "van-ban.pdf" in answer.text) == (422, True)


def test_a_result_uploaded_alone_waits_for_the_confirmation(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    send(hoa, action_page(number, "receive"))
    page = action_page(number, "finish")
    send(hoa, page, result=pdf(), upload="result")
    before = state(resources, number)
    send(hoa, page)
    assert (before, state(resources, number)) == ("received", "finished")


def test_an_uploaded_result_can_be_removed(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    page = action_page(number, "finish")
    shown = send(hoa, page, result=pdf("nham.pdf"), upload="result").text
    kept = shown.split('name="remove_file" value="')[1][:36]
    assert "nham.pdf" not in send(hoa, page, remove_file=kept).text


def test_a_file_that_is_no_document_is_refused_at_its_field(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "receive"))
    junk = (BytesIO(b"MZ not a document"), "ket-qua.pdf")
    answer = send(hoa, action_page(number, "finish"), result=junk)
    assert 'href="#result"' in answer.text


def overtaken(first: FlaskClient, second: FlaskClient, number: str, **typed: Any) -> Any:
    """Let two officers open a page, and the first one act."""
    page = action_page(number, "request_supplement")
    drawn = hidden(second, page)
    send(first, action_page(number, "refuse"), **REFUSAL)
    return second.post(page, data={**drawn, **typed})


def test_the_second_of_two_officers_is_told_who_was_faster(
    hoa: FlaskClient, nam: FlaskClient, number: str
) -> None:
    answer = overtaken(hoa, nam, number, **SUPPLEMENT)
    assert (answer.status_code, "<strong>Đặng Thị Hoa</strong>" in answer.text) == (409, True)


def test_the_text_of_the_second_officer_is_kept(
    hoa: FlaskClient, nam: FlaskClient, number: str
) -> None:
    assert "Giấy ủy quyền" in overtaken(hoa, nam, number, **SUPPLEMENT).text


def test_nothing_of_the_first_officer_is_overwritten(
    resources: Resources, hoa: FlaskClient, nam: FlaskClient, number: str
) -> None:
    overtaken(hoa, nam, number, **SUPPLEMENT)
    assert state(resources, number) == "refused"


def test_the_second_may_confirm_after_reading_what_happened(
    resources: Resources, hoa: FlaskClient, nam: FlaskClient, number: str
) -> None:
    page = action_page(number, "refuse")
    drawn = hidden(nam, page)
    send(hoa, action_page(number, "receive"))
    told = nam.post(page, data={**drawn, **REFUSAL}).text
    nam.post(
        page, data={**drawn, **REFUSAL, "revision": told.split('name="revision" value="')[1][0]}
    )
    assert state(resources, number) == "refused"


def test_a_double_click_acts_once_and_is_no_conflict(hoa: FlaskClient, number: str) -> None:
    page = action_page(number, "refuse")
    drawn = hidden(hoa, page)
    answers = [hoa.post(page, data={**drawn, **REFUSAL}).status_code for _ in range(2)]
    assert answers == [302, 302]


def test_an_action_that_the_state_forbids_leads_back(hoa: FlaskClient, number: str) -> None:
    answer = hoa.get(action_page(number, "finish"))
    assert answer.location == f"/can-bo/ho-so/{number}"


@pytest.mark.parametrize("action", ["withdraw", "answer_supplement"])
def test_officers_do_not_act_for_the_applicant(
    resources: Resources, hoa: FlaskClient, number: str, action: str
) -> None:
    token = hidden(hoa, action_page(number, "receive"))
    hoa.post(action_page(number, action), data={**token, "reason": "x", "answer": "x"})
    assert state(resources, number) == "submitted"


@pytest.mark.parametrize("action", ["no_such_action", "receive"])
def test_another_agency_finds_nothing_to_act_on(mai: FlaskClient, number: str, action: str) -> None:
    assert mai.get(action_page(number, action)).status_code == 404


def test_another_agency_cannot_act(resources: Resources, mai: FlaskClient, number: str) -> None:
    token = hidden(mai, "/can-bo/")
    answer = mai.post(action_page(number, "receive"), data={**token, "revision": "1"})
    assert (answer.status_code, state(resources, number)) == (404, "submitted")


def test_a_form_without_its_token_does_nothing(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    answer = hoa.post(action_page(number, "receive"), data={"revision": "1"})
    assert (answer.status_code, state(resources, number)) == (400, "submitted")


@pytest.mark.parametrize("hostile", ["\x00", "a\ud800", "x" * 1_000_000, "\u202e"])
def test_hostile_text_is_told_at_its_field(hoa: FlaskClient, number: str, hostile: str) -> None:
    page = action_page(number, "request_supplement")
    typed = {**hidden(hoa, page), **SUPPLEMENT, "reason": hostile}
    answer = hoa.post(page, data=multipart(typed), content_type=MULTIPART)
    assert (answer.status_code, 'href="#reason"' in answer.text) == (422, True)


def test_the_page_of_a_hostile_revision_is_a_conflict(hoa: FlaskClient, number: str) -> None:
    answer = send(hoa, action_page(number, "receive"), revision="9" * 400)
    assert answer.status_code == 409
