"""Officers answer requests about personal data, hold dossiers back and bring them back."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.audit.trail import SERVICE_ITSELF
from services.dossiers.models import Dossier
from services.privacy import requests
from services.privacy.models import DataRequest
from services.resources import Resources
from services.retention import marks, rules
from services.retention.models import Deletion, LegalHold
from tests.filing import NOW, hand_in
from tests.settled import set_years, settle
from tests.web.officer.browsing import hidden, send

LIST = "/can-bo/du-lieu-ca-nhan"
WAITING = f"{LIST}/cho-xoa"


def asked(resources: Resources, dossier: Dossier, kind: str = "deletion") -> str:
    with resources.database.transaction() as session:
        made = requests.ask(session, dossier, kind, "Xin xóa hồ sơ.", now=NOW)
    return f"{LIST}/{made.id}"


@pytest.fixture
def page(resources: Resources) -> str:
    return asked(resources, hand_in(resources).dossier)


def test_an_empty_list_says_what_will_come(hoa: FlaskClient) -> None:
    assert "Không có yêu cầu nào" in hoa.get(LIST).text


def test_the_list_shows_what_waits(hoa: FlaskClient, page: str) -> None:
    assert page in hoa.get(LIST).text


@pytest.mark.parametrize(
    "query",
    ["?loc=x", "?loai=x", "?sap-xep=x", "?trang=x", "?trang=2026-02-30.1", "?trang=2026-01-01.x"],
)
def test_an_odd_address_is_no_failure(hoa: FlaskClient, query: str) -> None:
    assert hoa.get(LIST + query).status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_request_that_is_not_there_is_told(hoa: FlaskClient, number: str) -> None:
    assert hoa.get(f"{LIST}/{number}").status_code == 404


def test_another_agency_finds_nothing(mai: FlaskClient, page: str) -> None:
    assert (page in mai.get(LIST).text, mai.get(page).status_code) == (False, 404)


def test_an_answer_reaches_the_request(hoa: FlaskClient, page: str, resources: Resources) -> None:
    send(hoa, page, decision="refused", reason="Hồ sơ đang giải quyết.")
    with resources.database.transaction() as session:
        kept = session.scalars(select(DataRequest)).one()
    assert (kept.state, kept.answer) == ("refused", "Hồ sơ đang giải quyết.")


@pytest.mark.parametrize(
    ("decision", "reason"),
    [("", "Vì vậy"), ("x", "Vì vậy"), ("refused", " "), ("refused", "a" * 2001)],
)
def test_a_poor_answer_is_refused_and_kept(
    hoa: FlaskClient, page: str, decision: str, reason: str
) -> None:
    answer = send(hoa, page, decision=decision, reason=reason)
    assert (answer.status_code, reason in answer.text) == (422, True)


def test_granting_too_early_is_refused_with_the_law(hoa: FlaskClient, page: str) -> None:
    answer = send(hoa, page, decision="granted", reason="Đồng ý.")
    assert (answer.status_code, "91/2025/QH15, Điều 14" in answer.text) == (422, True)


def test_a_second_answer_is_told(hoa: FlaskClient, page: str) -> None:
    typed = {**hidden(hoa, page), "decision": "refused", "reason": "Không."}
    hoa.post(page, data=typed)
    assert hoa.post(page, data=typed).status_code == 409


def test_a_granted_deletion_hides_the_dossier(hoa: FlaskClient, resources: Resources) -> None:
    set_years(resources)
    dossier = settle(resources)
    page = asked(resources, dossier)
    answer = send(hoa, page, decision="granted", reason="Đã hết thời hạn lưu.")
    gone = hoa.get(f"/can-bo/ho-so/{dossier.number}").status_code
    assert (answer.status_code, gone, dossier.number in hoa.get(WAITING).text) == (302, 404, True)


@pytest.fixture
def waiting(resources: Resources) -> Dossier:
    set_years(resources)
    dossier = settle(resources)
    with resources.database.transaction() as session:
        rule = rules.read(session, resources.catalogue).of(dossier.procedure_code)
        tomorrow = NOW + timedelta(days=1)
        marks.mark(session, dossier, rule, ground=marks.BY_PERIOD, by=SERVICE_ITSELF, now=tomorrow)
    return dossier


def test_a_hidden_dossier_is_brought_back(
    hoa: FlaskClient, waiting: Dossier, resources: Resources
) -> None:
    with resources.database.transaction() as session:
        deletion_id = session.scalars(select(Deletion.id)).one()
    hoa.post(f"{WAITING}/{deletion_id}", data=hidden(hoa, WAITING))
    assert hoa.get(f"/can-bo/ho-so/{waiting.number}").status_code == 200


def test_what_waits_is_shown_to_no_other_agency(mai: FlaskClient, waiting: Dossier) -> None:
    assert waiting.number not in mai.get(WAITING).text


def test_a_hold_needs_a_reason(hoa: FlaskClient, number: str) -> None:
    assert send(hoa, f"/can-bo/ho-so/{number}/giu-lai", reason=" ").status_code == 422


def test_a_hold_is_placed_and_released(hoa: FlaskClient, number: str, resources: Resources) -> None:
    page = f"/can-bo/ho-so/{number}/giu-lai"
    send(hoa, page, reason="Tòa án đang thụ lý.")
    told = "Tòa án đang thụ lý." in hoa.get(f"/can-bo/ho-so/{number}").text
    send(hoa, page, release="yes")
    with resources.database.transaction() as session:
        assert (told, session.scalars(select(LegalHold.released_at)).one() is not None) == (
            True,
            True,
        )
