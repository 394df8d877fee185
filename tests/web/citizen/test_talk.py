"""Messages on the own page: sent, read, marked, bounded; a fault loses neither text nor files."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from services.dossiers.models import Dossier
from services.dossiers.submission import Submitted
from services.messages.models import Message
from services.notices.models import NoticeContact
from services.resources import Resources
from services.web.context import now
from tests import talks
from tests.filing import hand_in
from tests.staff import MODEL, named
from tests.web.citizen.samples import pdf
from tests.web.citizen.visitor import Page, Visitor

TALK = "/tra-cuu/ho-so/tin-nhan"
NOTICES = "/tra-cuu/ho-so/bao-tin"
DENUNCIATION = "2.002396"
SEND = ("go", "send")
ADDRESS = "hop.thu@example.vn"
Inside = Callable[[Submitted], Visitor]


@pytest.fixture
def inside(app: Flask) -> Inside:
    """Open a dossier with its two codes in a browser of its own."""

    def opened(done: Submitted) -> Visitor:
        visitor = Visitor(app.test_client())
        codes = {"so": done.dossier.number, "ma": done.access_code}
        assert visitor.send(visitor.open("/tra-cuu"), codes).path == "/tra-cuu/ho-so"
        return visitor

    return opened


@pytest.fixture
def done(resources: Resources) -> Submitted:
    return hand_in(resources)


@pytest.fixture
def sealed(resources: Resources) -> Submitted:
    return hand_in(resources, code=DENUNCIATION)


@pytest.fixture
def person(inside: Inside, done: Submitted) -> Visitor:
    return inside(done)


def write(visitor: Visitor, text: str, **more: object) -> Page:
    page = visitor.open(TALK)
    return visitor.send(page, {"message": text}, press=SEND, **more)  # type: ignore[arg-type]


def kept(resources: Resources) -> list[Message]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


@pytest.mark.parametrize("which", ["done", "sealed"])
def test_a_message_with_a_file_is_sent_and_read_back(
    request: pytest.FixtureRequest, inside: Inside, which: str
) -> None:
    visitor = inside(request.getfixturevalue(which))
    page = write(visitor, "Dòng một\nDòng hai <b>", files=[("files", "giấy tờ.pdf", pdf())])
    link = re.findall(r'href="(/[^"]*tep/[^"]+|/tai-ve/[^"]+)"', page.text)[0]
    assert ("Đã gửi tin" in page.text, "Dòng một\nDòng hai &lt;b&gt;" in page.text) == (True, True)
    assert visitor.client.get(link).data[:5] == b"%PDF-"


def test_pressing_twice_sends_once(person: Visitor, resources: Resources) -> None:
    page = person.open(TALK)
    for _ in range(2):
        person.send(page, {"message": "Một lần"}, press=SEND)
    assert len(kept(resources)) == 1


def test_words_changed_after_sending_are_another_message(
    person: Visitor, resources: Resources
) -> None:
    page = person.open(TALK)
    for text in ("Một", "Một, và thêm nữa"):
        person.send(page, {"message": text}, press=SEND)
    assert [one.text for one in kept(resources)] == ["Một", "Một, và thêm nữa"]


@pytest.mark.parametrize("which", ["done", "sealed"])
def test_a_refused_file_says_why_and_loses_nothing(
    request: pytest.FixtureRequest, inside: Inside, which: str
) -> None:
    visitor = inside(request.getfixturevalue(which))
    files = [("files", "tốt.pdf", pdf()), ("files", "x.exe", b"MZ")]
    page = write(visitor, "Chữ của tôi", files=files)
    assert (page.status, page.value("message")) == (422, "Chữ của tôi")
    assert ("“x.exe” bị hỏng" in page.text, "tốt.pdf" in page.text) == (True, True)
    again = visitor.send(page, press=SEND)
    assert ("Đã gửi tin" in again.text, "tốt.pdf" in again.text) == (True, True)


def multipart(pairs: list[tuple[str, str]], files: int) -> bytes:
    """Write a body by hand: the test's client would leave a temporary file behind."""
    head = '--x\r\nContent-Disposition: form-data; name="{}"'
    texts = [f"{head.format(name)}\r\n\r\n{value}\r\n" for name, value in pairs]
    file = f'{head.format("files")}; filename="a.pdf"\r\n\r\n%PDF-\r\n'
    return ("".join(texts) + file * files + "--x--\r\n").encode()


def test_ten_thousand_files_are_answered_in_one_sentence(
    person: Visitor, resources: Resources
) -> None:
    hidden = dict(person.open(TALK).form().values)
    body = multipart([*{**hidden, "message": "Nhiều tệp", "go": "send"}.items()], 10_000)
    page = Page(person.client.post(TALK, data=body, content_type="multipart/form-data; boundary=x"))
    assert (page.status, "9995 tệp chọn sau" in page.text) == (422, True)
    assert (page.value("message"), len(page.text) < 40_000, kept(resources)) == (
        "Nhiều tệp",
        True,
        [],
    )


def test_a_megabyte_of_text_is_refused_and_still_there(person: Visitor) -> None:
    page = write(person, "dài " * 250_000)
    assert (page.status, "Tin dài quá 5000 ký tự" in page.text) == (422, True)
    assert len(page.value("message")) == 1_000_000


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\x1b[31ma b", "﷽" * 5000])
def test_odd_text_is_no_failure(person: Visitor, text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    page = person.open(TALK)
    data = {**dict(page.form().values), "message": body, "go": "send"}
    assert person.client.post(TALK, data=data).status_code in {302, 422}


def test_new_messages_are_counted_until_they_are_read(
    person: Visitor, resources: Resources, done: Submitted
) -> None:
    for _ in range(2):
        talks.by_officer(resources, done.dossier)
    assert "2 tin mới" in person.open("/tra-cuu/ho-so").text
    assert [person.open(TALK).text.count("Tin mới") for _ in range(2)] == [2, 0]
    assert "Đọc tin" not in person.open("/tra-cuu/ho-so").text


def test_the_person_is_told_the_agency_and_no_officer(
    person: Visitor, resources: Resources, done: Submitted
) -> None:
    message = talks.by_officer(resources, done.dossier)
    assert message.officer_id is not None
    hoa = named(resources, MODEL)
    page = person.open(TALK).text
    assert (hoa.full_name in page, f"<strong>{hoa.agency.name}" in page) == (False, True)


def test_what_was_written_too_late_is_still_there(person: Visitor) -> None:
    page = person.open(TALK)
    with person.client.session_transaction() as session:
        session["dossier"]["until"] = 0
        session.modified = True
    late = person.send(page, {"message": "Viết rất lâu"}, press=SEND)
    assert (late.status, late.value("message")) == (403, "Viết rất lâu")


@pytest.mark.parametrize(
    ("days", "told"), [(3, "Bạn còn gửi tin được đến hết ngày"), (40, "Không gửi tin được nữa")]
)
def test_a_closed_dossier_says_how_long_one_may_write(
    person: Visitor, resources: Resources, days: int, told: str
) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(closed_at=now() - timedelta(days=days)))
    assert told in person.open(TALK).text


def test_the_copy_of_the_own_data_holds_the_messages(
    person: Visitor, resources: Resources, done: Submitted
) -> None:
    talks.by_officer(resources, done.dossier)
    write(person, "Tôi hỏi thêm.")
    page = person.open("/tra-cuu/ho-so/du-lieu/ban-sao")
    data = person.send(page, {"ma": done.access_code}).response.data
    # Texts are packed; the archive is opened by tests/web/citizen/test_my_data.py.
    assert (data[:2], "2 tin" in person.open("/tra-cuu/ho-so/du-lieu").text) == (b"PK", True)


def contact(resources: Resources) -> NoticeContact | None:
    with resources.database.transaction() as session:
        return session.scalars(select(NoticeContact)).one_or_none()


def test_a_protected_person_gives_an_address_only_after_the_warning(
    inside: Inside, sealed: Submitted, resources: Resources
) -> None:
    visitor = inside(sealed)
    page = visitor.open(NOTICES)
    assert ("Đọc trước khi cho địa chỉ" in page.text, page.value("kenh")) == (True, "khong")
    refused = visitor.send(page, {"kenh": "email", "email": ADDRESS})
    assert (refused.status, contact(resources)) == (422, None)
    visitor.send(refused, {"kenh": "email", "email": ADDRESS, "hieu": "yes"})
    assert contact(resources) is not None
    visitor.send(visitor.open(NOTICES), {"kenh": "khong"})
    assert contact(resources) is None


def test_a_wrong_address_is_told_at_its_field(person: Visitor) -> None:
    page = person.send(person.open(NOTICES), {"kenh": "email", "email": "an@"})
    assert (page.status, page.value("email"), 'id="email-error"' in page.text) == (422, "an@", True)
