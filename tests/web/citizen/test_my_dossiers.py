"""Filing while signed in: what is filled in, what is listed, and what never is."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from forms.procedure import Procedure
from services.agencies.models import Agency
from services.audit.models import AuditEntry
from services.citizens.models import CitizenAccount, CitizenDossier, CitizenSession
from services.custody import demo
from services.dossiers.models import Dossier
from services.resources import Resources
from tests.filing import NOW, hand_in
from tests.identity.denouncers import PROCEDURE, Denouncer
from tests.identity.filing import file_by_pages
from tests.provider import AtProvider, sign_in
from tests.web.citizen.visitor import Page, Visitor

NAME, NUMBER = "Nguyễn Thị Hương Giang", "019185001234"
MARK = "Lấy từ tài khoản VNeID của bạn."
MINE = "/ho-so-cua-toi"


@pytest.fixture
def giang(client: FlaskClient, provider: AtProvider) -> FlaskClient:
    sign_in(client, provider)
    return client


@pytest.fixture
def required(resources: Resources) -> Iterator[None]:
    """Let the agency take filings only of people who have signed in."""
    for value in ("required", None):
        with resources.database.transaction() as session:
            session.execute(update(Agency).values(filing_login=value))
        if value:
            yield


def the_number(resources: Resources) -> str:
    with resources.database.transaction() as session:
        return session.scalars(select(Dossier.number)).one()


def count(resources: Resources, column: object) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]


def own(resources: Resources, many: int) -> list[str]:
    """Lay dossiers to the one account there is; the first is the oldest."""
    numbers = []
    for attempt in range(many):
        dossier = hand_in(resources, attempt=f"attempt-number-{attempt}").dossier
        numbers.append(dossier.number)
        with resources.database.transaction() as session:
            account = session.scalars(select(CitizenAccount.id)).one()
            session.add(CitizenDossier(dossier_id=dossier.id, account_id=account))
    return numbers


def test_the_own_block_is_filled_in(giang: FlaskClient, begun: Page) -> None:  # noqa: ARG001 - the same browser
    assert begun.value("petitioner.full_name") == NAME
    assert begun.value("petitioner.identity_number") == NUMBER
    assert begun.value("petitioner.identity_kind") == "personal_number"
    assert begun.text.count(MARK) == 2


def test_showing_a_page_writes_nothing_down(
    giang: FlaskClient,  # noqa: ARG001 - the same browser
    begun: Page,
    visitor: Visitor,
) -> None:
    changed = visitor.send(begun, {"petitioner.full_name": "Trần Văn Khác"}, press=("go", "stay"))
    assert changed.value("petitioner.full_name") == "Trần Văn Khác"
    assert changed.text.count(MARK) == 1


def test_without_signing_in_nothing_is_filled_in(begun: Page) -> None:
    assert begun.value("petitioner.full_name") == ""
    assert MARK not in begun.text


def test_what_was_filed_is_listed_and_opens_without_its_code(
    giang: FlaskClient, filed: Page, resources: Resources, visitor: Visitor
) -> None:
    assert filed.status == 200
    number = the_number(resources)
    listed = visitor.open(MINE)
    assert number in listed.text
    opened = visitor.send(Page(giang.get(MINE)))
    assert opened.path in {"/tra-cuu/ho-so", MINE}
    csrf = listed.value("csrf_token")
    answer = giang.post(f"{MINE}/{number}/mo", data={"csrf_token": csrf}, follow_redirects=True)
    assert answer.request.path == "/tra-cuu/ho-so"
    assert number in answer.text


def test_what_was_filed_without_is_not_listed(
    provider: AtProvider, client: FlaskClient, filed: Page, resources: Resources
) -> None:
    assert filed.status == 200
    sign_in(client, provider)
    assert the_number(resources) not in client.get(MINE).text
    assert "Bạn chưa có hồ sơ nào ở đây" in client.get(MINE).text


def test_a_dossier_of_somebody_else_does_not_exist(
    giang: FlaskClient, app: Flask, provider: AtProvider, resources: Resources
) -> None:
    (number,) = own(resources, 1)
    other = app.test_client()
    sign_in(other, provider, "bao")
    csrf = Page(other.get(MINE)).text.split('name="csrf_token" value="')[1].split('"')[0]
    answers = [
        other.post(f"{MINE}/{name}/mo", data={"csrf_token": csrf})
        for name in (number, "XA.05443-000000-0000")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert giang.get(MINE).status_code == 200
    with resources.database.transaction() as session:
        denied = select(AuditEntry.object_id).where(AuditEntry.reason == "not of this account")
        assert session.scalars(denied).all() == ["", ""]


def test_a_hidden_dossier_is_listed_no_more(giang: FlaskClient, resources: Resources) -> None:
    (number,) = own(resources, 1)
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(hidden_at=NOW))
    assert number not in giang.get(MINE).text


def test_the_list_has_pages_an_order_and_a_filter(giang: FlaskClient, resources: Resources) -> None:
    numbers = own(resources, 21)
    first = giang.get(MINE).text
    assert numbers[-1] in first
    assert numbers[0] not in first
    assert numbers[0] in giang.get(f"{MINE}?trang=2").text
    assert numbers[0] in giang.get(f"{MINE}?sap-xep=oldest").text
    assert "Không có hồ sơ nào" in giang.get(f"{MINE}?loc=closed").text
    assert giang.get(f"{MINE}?trang=9").location.endswith("trang=2")


@pytest.mark.parametrize("asked", ["trang=-1", "trang=x", "trang=%C2%B2", "loc=x&sap-xep=%00a"])
def test_an_odd_wish_is_no_fault(giang: FlaskClient, asked: str) -> None:
    assert giang.get(f"{MINE}?{asked}").status_code in {200, 400}


def test_a_denunciation_is_never_laid_to_an_account(
    giang: FlaskClient, visitor: Visitor, resources: Resources
) -> None:
    with resources.database.transaction() as session:
        demo.load(session, now=NOW)
    procedure: Procedure = resources.catalogue.get(PROCEDURE, NOW.date())
    filed = file_by_pages(visitor, procedure, Denouncer(1))
    assert count(resources, CitizenDossier.dossier_id) == 0
    assert filed.number not in giang.get(MINE).text
    with resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
        assert NUMBER not in f"{dossier.answers}{dossier.frozen}{dossier.search_text}"


def test_the_review_says_what_the_account_is_told(
    giang: FlaskClient,  # noqa: ARG001 - the same browser
    ready: Page,
) -> None:
    assert "Sau khi nộp, hồ sơ này hiện trong Hồ sơ của tôi." in ready.text


def test_the_account_is_shown_and_deleted(
    giang: FlaskClient, filed: Page, resources: Resources, visitor: Visitor
) -> None:
    assert filed.status == 200
    page = visitor.open("/tai-khoan-cua-toi")
    assert all(told in page.text for told in (NAME, NUMBER, "15/03/1985"))
    refused = visitor.send(page)
    assert refused.status == 422
    visitor.send(refused, {"sure": "yes"})
    assert [count(resources, one) for one in (CitizenAccount.id, CitizenSession.token_hash)] == [
        0,
        0,
    ]
    assert count(resources, CitizenDossier.dossier_id) == 0
    assert count(resources, Dossier.id) == 1
    assert giang.get(MINE).status_code == 302


def test_an_agency_may_want_people_to_sign_in(
    required: None,  # noqa: ARG001 - the agency's wish
    visitor: Visitor,
    client: FlaskClient,
    provider: AtProvider,
) -> None:
    page = visitor.open("/thu-tuc/KNPA/nop")
    led = visitor.send(page, {"agency": "XA.05443"})
    assert led.path == "/dang-nhap"
    assert "chỉ nhận đơn của người đã đăng nhập" in led.text
    sign_in(client, provider)
    assert visitor.send(visitor.open("/thu-tuc/KNPA/nop"), {"agency": "XA.05443"}).status == 200


def test_a_filing_begun_before_is_kept_until_one_signs_in(
    ready: Page,
    required: None,  # noqa: ARG001 - the agency's wish
    signed: Callable[[], Page],
    client: FlaskClient,
    provider: AtProvider,
    resources: Resources,
) -> None:
    assert ready.status == 200
    refused = signed()
    assert refused.status == 409
    assert "Đơn của bạn vẫn được giữ và chưa nộp" in refused.text
    sign_in(client, provider)
    assert signed().status == 200
    assert count(resources, CitizenDossier.dossier_id) == 1


def test_a_denouncer_never_has_to_sign_in(
    required: None,  # noqa: ARG001 - the agency's wish
    visitor: Visitor,
    resources: Resources,
) -> None:
    with resources.database.transaction() as session:
        demo.load(session, now=NOW)
    page = visitor.send(visitor.open(f"/thu-tuc/{PROCEDURE}/nop"), {"agency": "XA.05443"})
    assert page.path.startswith("/nop/")
