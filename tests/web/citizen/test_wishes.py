"""What an applicant does to a dossier besides withdrawing and adding."""

import pytest
from flask import Flask

from services.dossiers import actions
from services.dossiers.actions import Request
from services.dossiers.history import Actor
from services.dossiers.models import Dossier
from services.dossiers.submission import Submitted
from services.resources import Resources
from services.web.citizen import dossier_page
from services.web.context import now
from tests.filing import hand_in
from tests.staff import MODEL, named
from tests.web.citizen.visitor import Page, Visitor

RECEPTION = "2.001909"
DENUNCIATION = "2.002396"
WISH = "/tra-cuu/ho-so/viec?viec=ask_other_time"
APPOINTED = {"day": "20/12/2099", "time": "8h30", "place": "Phòng 101"}


def enter(visitor: Visitor, filed: Submitted) -> Page:
    codes = {"so": filed.dossier.number, "ma": filed.access_code}
    return visitor.send(visitor.open("/tra-cuu"), codes)


@pytest.fixture
def appointed(app: Flask, resources: Resources) -> Submitted:
    """Register for a reception, which an officer appoints."""
    filed = hand_in(resources, code=RECEPTION)
    with app.app_context(), resources.database.transaction() as session:
        dossier = session.get_one(Dossier, filed.dossier.id)
        hoa = named(resources, MODEL)
        officer = Actor("officer", hoa.full_name, hoa)
        wish = Request("appoint", officer, dossier.revision, APPOINTED)
        actions.act(session, dossier_page.case_of(dossier), wish, now=now())
    return filed


@pytest.fixture
def inside(visitor: Visitor, appointed: Submitted) -> Page:
    return enter(visitor, appointed)


@pytest.mark.parametrize("words", ["Ngày tiếp: 20/12/2099", "Giờ tiếp: 08:30", "Phòng 101"])
def test_the_appointment_is_told_in_plain_words(inside: Page, words: str) -> None:
    assert words in inside.text


@pytest.mark.parametrize("label", ["Đề nghị đổi lịch", "Hủy đăng ký"])
def test_what_can_be_done_is_offered(inside: Page, label: str) -> None:
    assert label in inside.text


@pytest.mark.usefixtures("inside")
def test_another_time_is_asked_for(visitor: Visitor) -> None:
    page = visitor.send(visitor.open(WISH), {"wish": "Sáng thứ hai"})
    assert (page.path, "Sáng thứ hai" in page.text) == ("/tra-cuu/ho-so", True)


@pytest.mark.usefixtures("inside")
def test_an_empty_wish_is_told_at_its_field(visitor: Visitor) -> None:
    page = visitor.send(visitor.open(WISH), {"wish": ""})
    assert (page.status, 'id="wish-error"' in page.text) == (422, True)


@pytest.mark.usefixtures("inside")
def test_a_wish_that_is_too_long_stays_on_the_page(visitor: Visitor) -> None:
    page = visitor.send(visitor.open(WISH), {"wish": "a" * 1001})
    assert (page.status, page.value("wish")) == (422, "a" * 1001)


@pytest.mark.usefixtures("inside")
def test_a_registration_is_cancelled_after_a_second_thought(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/tra-cuu/ho-so/viec?viec=cancel"))
    assert "Bạn đã hủy đăng ký." in page.text


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("name", ["", "appoint", "withdraw", "x" * 5000, "<b>"])
def test_what_is_not_allowed_leads_back(visitor: Visitor, name: str) -> None:
    assert visitor.open(f"/tra-cuu/ho-so/viec?viec={name}").path == "/tra-cuu/ho-so"


def test_nobody_acts_without_codes(visitor: Visitor) -> None:
    assert visitor.open(WISH).path == "/tra-cuu"


def test_withdrawing_a_denunciation_is_told_to_be_a_wish(
    visitor: Visitor, resources: Resources
) -> None:
    enter(visitor, hand_in(resources, code=DENUNCIATION))
    page = visitor.open("/tra-cuu/ho-so/rut")
    assert "Cơ quan sẽ xem xét đề nghị này." in page.text
