"""The page of a dossier: what was filed, why it is due on its day, what can be done."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from services.deadlines import calendar
from services.resources import Resources
from tests.web.officer.browsing import action_page, send


def page_of(browser: FlaskClient, number: str) -> str:
    return " ".join(browser.get(f"/can-bo/ho-so/{number}").text.split())


def test_the_answers_are_shown_as_the_applicant_saw_them(hoa: FlaskClient, number: str) -> None:
    assert "Nguyễn Thị Hương Giang" in page_of(hoa, number)


def test_the_page_follows_the_language(hoa: FlaskClient, number: str) -> None:
    hoa.get("/ngon-ngu/en")
    assert "Answer whether the complaint is accepted" in page_of(hoa, number)


def test_the_page_says_why_the_date_is_this_one(hoa: FlaskClient, number: str) -> None:
    page = page_of(hoa, number)
    assert ("Cộng 07 ngày làm việc" in page, "Luật Khiếu nại Điều 27" in page) == (True, True)


def test_a_calendar_that_changed_since_is_told(
    resources: Resources, hoa: FlaskClient, number: str
) -> None:
    added = calendar.ExceptionalDay(date(2026, 11, 25), "swap_off", "Nghỉ", "CV 1", "S")
    with resources.database.transaction() as session:
        calendar.put(session, added)
    page = page_of(hoa, number)
    with resources.database.transaction() as session:
        calendar.remove(session, added.day)
    assert "Tính theo lịch hiện nay thì hạn là 03/12/2026" in page


def test_each_file_is_listed_with_its_hash(hoa: FlaskClient, number: str) -> None:
    assert "0000 0000 0000" in page_of(hoa, number)


def test_a_new_dossier_may_be_received_supplemented_or_refused(
    hoa: FlaskClient, number: str
) -> None:
    page = page_of(hoa, number)
    offered = [
        name
        for name in ("receive", "request_supplement", "refuse", "finish")
        if f'{number}/{name}"' in page
    ]
    assert offered == ["receive", "request_supplement", "refuse"]


def test_a_closed_dossier_offers_nothing(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "refuse"), reason_code="6", reason="Đã quá thời hiệu.")
    assert "không còn việc phải làm" in page_of(hoa, number)


def test_the_history_tells_the_ground_in_words(hoa: FlaskClient, number: str) -> None:
    send(hoa, action_page(number, "refuse"), reason_code="6", reason="Đã quá thời hiệu.")
    assert "Thời hiệu, thời hạn khiếu nại đã hết" in page_of(hoa, number)


def test_documents_can_be_fetched(hoa: FlaskClient, number: str, work: Callable[[], None]) -> None:
    work()
    link = page_of(hoa, number).split('href="/tai-ve/')[1].split('"')[0]
    answer = hoa.get(f"/tai-ve/{link}")
    assert (answer.content_type, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_another_agency_finds_nothing(mai: FlaskClient, number: str) -> None:
    assert mai.get(f"/can-bo/ho-so/{number}").status_code == 404


def test_the_page_is_kept_by_no_cache(hoa: FlaskClient, number: str) -> None:
    assert hoa.get(f"/can-bo/ho-so/{number}").headers["Cache-Control"] == "no-store"


def test_filing_that_may_come_too_late_is_told_with_the_sum(hoa: FlaskClient, number: str) -> None:
    page = page_of(hoa, number)
    told = ("Có thể đã hết thời hiệu", "không tính 23 ngày", "Ngày cuối cùng: 27/08/2026")
    assert [one in page for one in told] == [True, True, True]
