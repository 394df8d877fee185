"""Following a dossier: who has both codes sees it, answers requests, withdraws."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from services.dossiers import actions
from services.dossiers.actions import Request
from services.dossiers.history import Actor
from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.resources import Resources
from services.web.citizen import dossier_page
from services.web.context import now
from tests.staff import MODEL, named
from tests.web.citizen.samples import pdf
from tests.web.citizen.visitor import Page, Visitor

CODE = re.compile(r'id="ma-tra-cuu-gia-tri">([^<]+)<')
NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
ASKED = {"items": ["Bản chụp quyết định"], "reason": "Hồ sơ chưa có quyết định."}


@pytest.fixture
def codes(filed: Page) -> dict[str, str]:
    return {"so": NUMBER.findall(filed.text)[0], "ma": CODE.findall(filed.text)[0]}


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def enclosed(visitor: Visitor, ready: Page, paper: tuple[str, bytes]) -> tuple[str, bytes]:
    """Attach a paper before the filing is submitted."""
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    visitor.send(page, press=("upload", "evidence"), files=[("evidence", *paper)])
    return paper


@pytest.fixture
def inside(stranger: Visitor, codes: dict[str, str]) -> Page:
    """Open the dossier with both codes on another device."""
    return stranger.send(stranger.open("/tra-cuu"), codes)


@pytest.fixture
def asked(app: Flask, resources: Resources, filed: Page) -> None:  # noqa: ARG001 - must be filed first
    """Let an officer ask for a supplement."""
    with app.app_context(), resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
        hoa = named(resources, MODEL)
        officer = Actor("officer", hoa.full_name, hoa)
        wish = Request("request_supplement", officer, dossier.revision, ASKED)
        actions.act(session, dossier_page.case_of(dossier), wish, now=now())


def test_both_codes_open_the_dossier(inside: Page) -> None:
    assert (inside.path, "Mới nộp" in inside.text) == ("/tra-cuu/ho-so", True)


def test_spaces_and_small_letters_are_forgiven(stranger: Visitor, codes: dict[str, str]) -> None:
    sloppy = {"so": f" {codes['so'].lower()} ", "ma": codes["ma"].lower().replace("-", " ")}
    assert stranger.send(stranger.open("/tra-cuu"), sloppy).path == "/tra-cuu/ho-so"


def test_a_slip_in_the_code_is_told_at_the_code(stranger: Visitor, codes: dict[str, str]) -> None:
    page = stranger.send(stranger.open("/tra-cuu"), {**codes, "ma": codes["ma"][:-1]})
    assert (page.status, 'id="ma-error"' in page.text) == (422, True)


def test_wrong_number_and_wrong_code_answer_the_same(
    stranger: Visitor, codes: dict[str, str], resources: Resources
) -> None:
    other = resources.access_codes.for_attempt("another")
    one = stranger.send(stranger.open("/tra-cuu"), {**codes, "ma": other})
    two = stranger.send(stranger.open("/tra-cuu"), {**codes, "so": "XA.05443-260101-0009"})
    told = [re.findall(r'id="so-error"[^>]*>(.*?)</p>', page.text) for page in (one, two)]
    assert told[0] == told[1] != []


def test_the_number_on_a_paper_is_filled_in(stranger: Visitor) -> None:
    assert stranger.open("/tra-cuu?so=XA.05443-261120-0001").value("so") == "XA.05443-261120-0001"


def test_nobody_sees_a_dossier_without_codes(stranger: Visitor, filed: Page) -> None:
    assert (filed.status, stranger.open("/tra-cuu/ho-so").path) == (200, "/tra-cuu")


def test_leaving_closes_the_dossier(stranger: Visitor, inside: Page) -> None:
    stranger.send(inside)
    assert stranger.open("/tra-cuu/ho-so").path == "/tra-cuu"


def test_the_due_day_is_explained_line_by_line(inside: Page) -> None:
    told = ("Cộng 10 ngày làm việc", "Luật Tiếp công dân Điều 28")
    assert [line in inside.text for line in told] == [True, True]


def test_files_are_listed_with_their_hash(
    enclosed: tuple[str, bytes], inside: Page, resources: Resources
) -> None:
    named = select(StoredFile.sha256).where(StoredFile.name == enclosed[0])
    with resources.database.transaction() as session:
        digest = session.scalars(named).one().hex()
    assert digest[:4] + " " + digest[4:8] in inside.text


def test_a_document_is_fetched_by_its_link(
    stranger: Visitor, inside: Page, work: Callable[[], None]
) -> None:
    work()
    link = re.findall(r'href="(/tai-ve/[^"]+)"', stranger.open(inside.path).text)[0]
    fetched = stranger.client.get(link)
    assert (fetched.status_code, fetched.data[:5]) == (200, b"%PDF-")


@pytest.mark.usefixtures("asked")
def test_a_request_is_told_with_its_items(stranger: Visitor, inside: Page) -> None:
    assert "Bản chụp quyết định" in stranger.open(inside.path).text


@pytest.mark.usefixtures("asked")
def test_an_answer_with_files_goes_to_the_agency(stranger: Visitor, inside: Page) -> None:
    page = stranger.open(f"{inside.path}/bo-sung")
    answer = {"answer": "Tôi gửi bản chụp."}
    page = stranger.send(page, answer, files=[("files", "qd.pdf", pdf())])
    assert (page.path, "Mới nộp" in page.text, "qd.pdf" in page.text) == (inside.path, True, True)


@pytest.mark.usefixtures("asked")
def test_an_uploaded_file_waits_for_the_answer(stranger: Visitor, inside: Page) -> None:
    page = stranger.open(f"{inside.path}/bo-sung")
    page = stranger.send(page, press=("upload", "files"), files=[("files", "qd.pdf", pdf())])
    page = stranger.send(page, {"answer": "Đây ạ."})
    assert (page.path, "qd.pdf" in page.text) == (inside.path, True)


@pytest.mark.usefixtures("asked")
def test_a_refused_file_keeps_the_text(stranger: Visitor, inside: Page) -> None:
    page = stranger.open(f"{inside.path}/bo-sung")
    page = stranger.send(page, {"answer": "Chữ của tôi"}, files=[("files", "x.pdf", b"no")])
    assert (page.status, page.value("answer")) == (422, "Chữ của tôi")


@pytest.mark.usefixtures("asked")
def test_an_answer_without_words_is_asked_for(stranger: Visitor, inside: Page) -> None:
    page = stranger.send(stranger.open(f"{inside.path}/bo-sung"))
    assert (page.status, 'href="#answer"' in page.text) == (422, True)


@pytest.mark.usefixtures("asked")
def test_a_second_answer_finds_the_first(stranger: Visitor, inside: Page) -> None:
    page = stranger.open(f"{inside.path}/bo-sung")
    stranger.send(page, {"answer": "Một"})
    again = stranger.send(page, {"answer": "Hai"})
    assert (again.path, "Hồ sơ đã thay đổi" in again.text) == (inside.path, True)


def run_out_of_time(visitor: Visitor) -> None:
    with visitor.client.session_transaction() as session:
        session["dossier"]["until"] = 0
        session.modified = True


@pytest.fixture
def late(stranger: Visitor, inside: Page, asked: None) -> Page:  # noqa: ARG001 - asked first
    """Write for longer than the dossier stays open."""
    page = stranger.open(f"{inside.path}/bo-sung")
    run_out_of_time(stranger)
    return stranger.send(page, {"answer": "Viết rất lâu"})


def open_again(visitor: Visitor, late: Page, codes: dict[str, str]) -> Page:
    """Give the codes; a browser then posts the same form once more, to another address."""
    body = {**dict(late.form().values), **codes}
    answer = visitor.client.post("/tra-cuu", data=body)
    assert answer.status_code == 307
    return Page(visitor.client.post(answer.location, data=body))


def test_what_was_written_too_late_is_still_there(late: Page) -> None:
    assert (late.status, late.value("answer")) == (403, "Viết rất lâu")


def test_a_wrong_code_does_not_lose_what_was_written(stranger: Visitor, late: Page) -> None:
    assert stranger.send(late, {"so": "1", "ma": "2"}).value("answer") == "Viết rất lâu"


def test_the_codes_lead_back_to_what_was_written(
    stranger: Visitor, late: Page, codes: dict[str, str]
) -> None:
    page = open_again(stranger, late, codes)
    assert (page.path[-8:], page.value("answer")) == ("/bo-sung", "Viết rất lâu")


def test_a_reason_written_too_late_withdraws_nothing_by_itself(
    stranger: Visitor, inside: Page, codes: dict[str, str]
) -> None:
    page = stranger.open(f"{inside.path}/rut")
    run_out_of_time(stranger)
    page = open_again(stranger, stranger.send(page, {"reason": "Đã hòa giải"}), codes)
    assert (page.path[-4:], page.value("reason")) == ("/rut", "Đã hòa giải")


def test_a_dossier_stays_open_when_asked_in_time(stranger: Visitor, inside: Page) -> None:
    assert stranger.client.get(f"{inside.path}/o-lai").status_code == 204


def test_a_dossier_that_is_closed_says_so_to_the_script(stranger: Visitor, inside: Page) -> None:
    run_out_of_time(stranger)
    assert stranger.client.get(f"{inside.path}/o-lai").status_code == 410


def test_withdrawing_asks_first(stranger: Visitor, inside: Page) -> None:
    page = stranger.open(f"{inside.path}/rut")
    assert (page.status, "Rút hồ sơ?" in page.text) == (200, True)


def test_a_withdrawn_dossier_says_so(stranger: Visitor, inside: Page) -> None:
    page = stranger.send(stranger.open(f"{inside.path}/rut"), {"reason": "Đã hòa giải"})
    assert (page.path, "Đã rút" in page.text) == (inside.path, True)


def test_a_withdrawn_dossier_cannot_be_withdrawn_again(stranger: Visitor, inside: Page) -> None:
    stranger.send(stranger.open(f"{inside.path}/rut"))
    assert stranger.open(f"{inside.path}/rut").path == inside.path


@pytest.mark.parametrize("revision", ["", "-1", "9" * 5000, "１", "\x00"])
def test_an_unknown_revision_changes_nothing(
    stranger: Visitor, inside: Page, revision: str
) -> None:
    page = stranger.send(stranger.open(f"{inside.path}/rut"), {"revision": revision})
    assert (page.path, "Mới nộp" in page.text) == (inside.path, True)


def test_a_drawn_signature_is_not_counted_as_a_sent_file(inside: Page) -> None:
    assert "Tệp bạn đã gửi" not in inside.text
