"""Officers write and read where they may; of a sealed dossier they read only what is open."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.audit.models import AuditEntry
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.dossiers.models import Dossier
from services.resources import Resources
from tests import sealed as sealing
from tests import staff, talks
from tests.custodian import unlock
from tests.sealed import Sealed
from tests.web.citizen.samples import pdf
from tests.web.officer.browsing import hidden, send

Enter = Callable[[str], FlaskClient]
SECRET = "Mật ngữ Zwoẳk trong tin"
REPLY = "Hẹn bà ở cửa sau Pruỹv"
REASON = "Cần đọc tin để trả lời người tố cáo"
LINK = re.compile(r'href="(/can-bo/[^"]+/tep/[^"]+)"')


@pytest.fixture
def dossier(resources: Resources, number: str) -> Dossier:
    with resources.database.transaction() as session:
        return session.scalars(select(Dossier).where(Dossier.number == number)).one()


def page_of(number: str) -> str:
    return f"/can-bo/ho-so/{number}/tin-nhan"


def noted(resources: Resources, action: str) -> list[AuditEntry]:
    with resources.database.transaction() as session:
        wanted = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return list(session.scalars(wanted))


def test_a_conversation_is_read_marked_and_entered(
    hoa: FlaskClient, resources: Resources, dossier: Dossier
) -> None:
    talks.by_person(resources, dossier)
    listed = hoa.get("/can-bo/?loc=news").text
    assert (dossier.number in listed, listed.count("Có tin mới</strong>")) == (True, 1)
    assert "1 tin mới" in hoa.get(f"/can-bo/ho-so/{dossier.number}").text
    first, second = (hoa.get(page_of(dossier.number)).text for _ in range(2))
    assert (talks.SAID in first, first.count("Tin mới"), second.count("Tin mới")) == (True, 1, 0)
    assert dossier.number not in hoa.get("/can-bo/?loc=news").text
    assert [entry.facts for entry in noted(resources, "message.read")] == [
        {"shown": 1, "new": 1},
        {"shown": 1, "new": 0},
    ]


def test_an_officer_writes_with_a_file(
    hoa: FlaskClient, resources: Resources, dossier: Dossier
) -> None:
    data = {
        **hidden(hoa, page_of(dossier.number)),
        "message": "Mời bà mang bản chính.",
        "go": "send",
        "files": (BytesIO(pdf()), "giấy mời.pdf"),
    }
    answer = hoa.post(page_of(dossier.number), data=data, follow_redirects=True)
    assert ("Mời bà mang bản chính." in answer.text, "giấy mời.pdf" in answer.text) == (True, True)
    (entry,) = noted(resources, "message.send")
    assert (entry.actor_kind, entry.facts["files"], entry.reason) == ("officer", 1, "")


def test_a_refused_file_loses_no_text(hoa: FlaskClient, number: str) -> None:
    data = {
        **hidden(hoa, page_of(number)),
        "message": "Chữ của tôi",
        "go": "send",
        "files": (BytesIO(b"MZ"), "x.exe"),
    }
    answer = hoa.post(page_of(number), data=data)
    assert (answer.status_code, "Chữ của tôi</textarea>" in answer.text) == (422, True)


@pytest.mark.parametrize(("role", "status"), [("clerk", 403), ("auditor", 403), ("head", 200)])
def test_only_whoever_handles_dossiers_reads_messages(
    officer: Enter, resources: Resources, number: str, role: str, status: int
) -> None:
    browser = officer(staff.add(resources, role).username)
    assert browser.get(page_of(number)).status_code == status


def test_another_agency_finds_no_messages(mai: FlaskClient, number: str) -> None:
    assert mai.get(page_of(number)).status_code == 404


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony) -> Sealed:
    made = sealing.seal(resources, province_key)
    talks.by_person(resources, made.dossier, SECRET)
    return made


@pytest.fixture
def receiver(custodian: Custodian, sealed: Sealed, officer: Enter) -> FlaskClient:
    unlock(custodian, sealed.key_id, sealed.holders)
    return officer(sealed.in_charge("receiver").username)


def test_a_sealed_message_is_not_read_outside_an_opening_not_even_the_own(
    receiver: FlaskClient, sealed: Sealed
) -> None:
    """It is told beforehand, and neither page nor dossier shows a word of either side."""
    page = receiver.get(page_of(sealed.number)).text
    assert "chính bạn cũng không đọc lại được" in page
    data = {
        **hidden(receiver, page_of(sealed.number)),
        "message": REPLY,
        "go": "send",
        "files": (BytesIO(pdf()), f"{REPLY}.pdf"),
    }
    after = receiver.post(page_of(sealed.number), data=data, follow_redirects=True).text
    pages = [page, after, receiver.get(f"/can-bo/ho-so/{sealed.number}").text]
    shown = [word for word in (SECRET, REPLY) for text in pages if word in text]
    assert (shown, after.count("Được niêm phong")) == ([], 2)
    assert "1 tin mới" in pages[-1]


def opened(browser: FlaskClient, sealed: Sealed, scope: list[str]) -> str:
    answer = send(browser, sealed.page, reason=REASON, scope=scope)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_an_opening_of_the_messages_shows_them_and_gives_their_files(
    receiver: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    data = {
        **hidden(receiver, page_of(sealed.number)),
        "message": REPLY,
        "go": "send",
        "files": (BytesIO(pdf()), "giấy mời.pdf"),
    }
    receiver.post(page_of(sealed.number), data=data)
    page = opened(receiver, sealed, ["messages"])
    text = receiver.get(page).text
    assert [word in text for word in (SECRET, REPLY, "giấy mời.pdf", sealing.NAME)] == [
        True, True, True, False,
    ]  # fmt: skip
    link = LINK.findall(text)[0]
    assert receiver.get(link).data[:5] == b"%PDF-"
    assert noted(resources, "identity.read")[0].facts["messages"] == [1, 2]
    receiver.post(f"{page}/dong", data=hidden(receiver, page_of(sealed.number)))
    assert receiver.get(link).status_code == 410


def test_an_opening_of_something_else_shows_no_message(
    receiver: FlaskClient, sealed: Sealed
) -> None:
    text = receiver.get(opened(receiver, sealed, ["person"])).text
    assert (SECRET in text, sealing.NAME in text) == (False, True)
