"""Officers sign in through their agency's own provider."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from services.accounts.models import Officer, OfficerSession
from services.audit.models import AuditEntry
from services.resources import Resources
from tests import staff
from tests.provider import STAFF, AtProvider, come_back, set_out
from tests.provider import sign_in as sign_in_as_citizen
from tests.web.officer.browsing import set_up_app, sign_in

SIGN_IN = "/can-bo/dang-nhap"
BEGIN = "/can-bo/dang-nhap/noi-khac"


def enter(client: FlaskClient, provider: AtProvider, who: str, target: str = "") -> str:
    there = set_out(client, SIGN_IN, BEGIN, target)
    return str(come_back(client, provider.choose(there, STAFF[who])).location)


def sessions(resources: Resources) -> list[tuple[str, str, str]]:
    with resources.database.transaction() as session:
        rows = session.scalars(select(OfficerSession)).all()
        return [(row.stage, row.way, row.factor) for row in rows]


def test_an_officer_who_showed_a_second_factor_there_is_in(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    assert enter(client, provider, "lan") == "/can-bo/"
    assert sessions(resources) == [("open", "elsewhere", "elsewhere")]
    assert client.get("/can-bo/").status_code == 200


def test_ours_is_asked_for_where_none_was_shown_there(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    sign_in(client, "tn.ha")
    set_up_app(client)
    client.delete_cookie("motcua")
    assert enter(client, provider, "ha") == "/can-bo/dang-nhap/buoc-hai?next=/can-bo/"
    assert ("factor", "elsewhere", "") in sessions(resources)


def test_whoever_has_no_account_gets_none(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, SIGN_IN, BEGIN)
    answer = come_back(client, provider.choose(there, STAFF["nobody"]))
    assert "Không có tài khoản cán bộ nào" in answer.text
    assert "nobody.here" not in answer.text
    with resources.database.transaction() as session:
        assert session.scalar(select(Officer.id).where(Officer.username == "nobody.here")) is None
        denied = select(AuditEntry.reason).where(AuditEntry.outcome == "denied")
        assert session.scalars(denied).all() == ["no account"]


def test_a_closed_account_stays_closed(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    with resources.database.transaction() as session:
        closed = update(Officer).where(Officer.username == "ttcp.lan").values(active=False)
        session.execute(closed)
    there = set_out(client, SIGN_IN, BEGIN)
    come_back(client, provider.choose(there, STAFF["lan"]))
    assert sessions(resources) == []


def test_the_first_password_need_not_be_changed_by_whoever_has_none(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    lan = staff.named(resources, "ttcp.lan")
    for must in (True, False):
        with resources.database.transaction() as session:
            session.execute(update(Officer).where(Officer.id == lan.id).values(must_change=must))
        if must:
            enter(client, provider, "lan")
            assert client.get("/can-bo/").status_code == 200


def test_a_citizens_answer_opens_no_officers_session(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    with client.session_transaction() as cookie:
        cookie["officer_sign_in"] = cookie["citizen_sign_in"]
    back = provider.choose(there, "demo-1").replace("/dang-nhap/", "/can-bo/dang-nhap/noi-khac/")
    come_back(client, back)
    assert sessions(resources) == []


@pytest.mark.parametrize("target", ["https://evil.example", "/thu-tuc", "//evil.example/can-bo/"])
def test_it_leads_nowhere_else(client: FlaskClient, provider: AtProvider, target: str) -> None:
    assert enter(client, provider, "lan", target) == "/can-bo/"


def test_one_comes_back_to_the_page_one_wanted(client: FlaskClient, provider: AtProvider) -> None:
    assert enter(client, provider, "lan", "/can-bo/lich") == "/can-bo/lich"


def test_a_forged_answer_is_refused_without_a_word_of_why(
    client: FlaskClient,
    provider: AtProvider,  # noqa: ARG001 - it is there
) -> None:
    set_out(client, SIGN_IN, BEGIN)
    answer = come_back(client, f"{BEGIN}/ket-qua?state=x&code=y")
    assert "Hãy đăng nhập lại từ đầu" in answer.text
    assert "code=y" not in answer.text


def test_officer_and_citizen_may_be_one_person_in_one_browser(
    client: FlaskClient, provider: AtProvider
) -> None:
    enter(client, provider, "lan")
    sign_in_as_citizen(client, provider)
    assert client.get("/can-bo/").status_code == 200
    assert client.get("/ho-so-cua-toi").status_code == 200
