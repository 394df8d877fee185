"""Signing in as a citizen: the way there and back, and every way to come back wrongly."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from config import Settings
from services.audit.models import AuditEntry
from services.citizens.models import CitizenAccount, CitizenSession
from services.openid.models import SignInAttempt
from services.openid.provider import Provider
from services.resources import Resources
from services.settings.openid import OpenId
from services.web.application import create_application
from tests.provider import PEOPLE, AtProvider, come_back, set_out, sign_in
from tests.service import free_port
from tests.web.citizen.visitor import FormReader

MINE = "/ho-so-cua-toi"


def sign_out(client: FlaskClient) -> str:
    reader = FormReader()
    reader.feed(client.get(MINE).get_data(as_text=True))
    form = next(one for one in reader.forms if one.action == "/dang-xuat")
    return str(client.post(form.action, data=dict(form.values)).location)


def is_in(client: FlaskClient) -> bool:
    return client.get(MINE).status_code == 200


def reasons(resources: Resources, outcome: str) -> list[str]:
    wanted = AuditEntry.action == "citizen.sign_in", AuditEntry.outcome == outcome
    with resources.database.transaction() as session:
        return list(session.scalars(select(AuditEntry.reason).where(*wanted)))


def test_somebody_signs_in(client: FlaskClient, provider: AtProvider, resources: Resources) -> None:
    assert sign_in(client, provider).location == MINE
    assert is_in(client)
    assert reasons(resources, "done") == [""]


def test_one_comes_back_to_the_page_one_came_from(
    client: FlaskClient, provider: AtProvider
) -> None:
    assert sign_in(client, provider, target="/thu-tuc?tim=x").location == "/thu-tuc?tim=x"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/can-bo/", "/dang-nhap?next=/"],
)
def test_the_sign_in_leads_nowhere_else(
    client: FlaskClient, provider: AtProvider, target: str
) -> None:
    location = str(sign_in(client, provider, target=target).location)
    assert urlsplit(location).netloc == ""
    assert location in {MINE, "/"}


def test_the_number_is_kept_nowhere(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    sign_in(client, provider)
    with resources.database.transaction() as session:
        account, visit = (
            session.scalars(select(CitizenAccount)).one(),
            session.scalars(select(CitizenSession)).one(),
        )
        kept = account.key_hash + visit.token_hash + visit.sealed
    assert b"019185001234" not in kept
    assert b"Giang" not in kept


def test_one_person_has_one_account(app: Flask, provider: AtProvider, resources: Resources) -> None:
    for person in ("giang", "giang", "bao"):
        sign_in(app.test_client(), provider, person)
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count(CitizenAccount.id))) == 2


def test_each_sign_in_has_a_session_of_its_own(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    # The page stood open in two windows; the second ends what the first began.
    there = [set_out(client, "/dang-nhap", "/dang-nhap") for _ in range(2)]
    sign_in(client, provider)
    with client.session_transaction() as cookie:
        before = cookie["citizen"]
    back = provider.choose(there[1], PEOPLE["bao"])
    assert come_back(client, back).status_code == 403
    with client.session_transaction() as cookie:
        assert cookie["citizen"] == before
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count(CitizenSession.token_hash))) == 1


def test_signing_in_ends_the_session_before(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    with client.session_transaction() as cookie:
        under_way = cookie["citizen_sign_in"]
    sign_in(client, provider)
    with client.session_transaction() as cookie:
        before, cookie["citizen_sign_in"] = cookie["citizen"], under_way
    come_back(client, provider.choose(there, PEOPLE["giang"]))
    with client.session_transaction() as cookie:
        assert cookie["citizen"] != before
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count(CitizenSession.token_hash))) == 1


def test_signing_out_ends_it_on_the_server_and_at_the_provider(
    client: FlaskClient, provider: AtProvider
) -> None:
    sign_in(client, provider)
    with client.session_transaction() as cookie:
        token = cookie["citizen"]
    way_out = sign_out(client)
    asked = parse_qs(urlsplit(way_out).query)
    assert way_out.startswith(f"{provider.issuer}/logout?")
    assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1/dang-xuat/xong"]
    assert "019185001234" not in way_out
    with client.session_transaction() as cookie:
        cookie["citizen"] = token
    assert not is_in(client)


def test_a_link_does_not_sign_out(client: FlaskClient, provider: AtProvider) -> None:
    sign_in(client, provider)
    assert client.get("/dang-xuat").status_code == 405
    assert client.post("/dang-xuat").status_code == 400
    assert is_in(client)


@pytest.mark.parametrize(
    ("person", "told", "reason"),
    [("level_1", "mức độ 1", "level"), ("company", "Tài khoản tổ chức", "organisation")],
)
def test_an_account_that_does_not_serve_is_told_why(
    client: FlaskClient,
    provider: AtProvider,
    resources: Resources,
    person: str,
    told: str,
    reason: str,
) -> None:
    answer = sign_in(client, provider, person)
    assert answer.status_code == 403
    assert told in answer.text
    assert "Nộp đơn không đăng nhập" in answer.text
    assert reasons(resources, "denied") == [reason]
    assert not is_in(client)


def test_calling_it_off_is_no_fault(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    answer = come_back(client, provider.choose(there, cancel="1"))
    assert answer.status_code == 200
    assert "Bạn chưa đăng nhập" in answer.text
    assert reasons(resources, "denied") == ["called off"]


def test_forms_lead_to_the_provider_only_where_one_signs_in_or_out(
    client: FlaskClient, provider: AtProvider
) -> None:
    def leads_there(page: str) -> bool:
        policy = client.get(page).headers["Content-Security-Policy"]
        return f"form-action 'self' {provider.issuer};" in policy

    assert [leads_there(page) for page in ("/dang-nhap", "/can-bo/dang-nhap", "/")] == [
        True,
        True,
        False,
    ]
    sign_in(client, provider)
    assert leads_there("/")


def test_an_answer_serves_once(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    with client.session_transaction() as cookie:
        token = cookie["citizen_sign_in"]
    back = provider.choose(there, PEOPLE["giang"])
    come_back(client, back)
    with client.session_transaction() as cookie:
        # Whoever copied the cookie before has it still.
        cookie["citizen_sign_in"] = token
    assert come_back(client, back).status_code == 403
    assert reasons(resources, "denied") == ["no such attempt"]


def with_state(back: str, state: str) -> str:
    parts = urlsplit(back)
    asked = {**{name: one[0] for name, one in parse_qs(parts.query).items()}, "state": state}
    return parts._replace(query=urlencode(asked)).geturl()


@pytest.mark.parametrize(
    "forge",
    [
        lambda back: with_state(back, "x"),
        lambda back: with_state(back, ""),
        lambda back: with_state(back, "é" * 43),
        lambda back: back.split("?")[0],
    ],
    ids=["another", "none", "odd", "nothing at all"],
)
def test_a_forged_state_is_refused(
    client: FlaskClient, provider: AtProvider, resources: Resources, forge: Callable[[str], str]
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    answer = come_back(client, forge(provider.choose(there, PEOPLE["giang"])))
    assert answer.status_code == 403
    assert not any(part in answer.text for part in ("state", "code="))
    assert reasons(resources, "denied") == ["state"]


def test_an_answer_for_another_browser_is_refused(app: Flask, provider: AtProvider) -> None:
    """Nobody is signed in to the account of whoever sent a link."""
    own, other = app.test_client(), app.test_client()
    back = provider.choose(set_out(other, "/dang-nhap", "/dang-nhap"), PEOPLE["bao"])
    set_out(own, "/dang-nhap", "/dang-nhap")
    assert come_back(own, back).status_code == 403
    assert come_back(app.test_client(), back).status_code == 403


def test_an_attempt_grows_old(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    there = set_out(client, "/dang-nhap", "/dang-nhap")
    with resources.database.transaction() as session:
        row = session.scalars(select(SignInAttempt)).one()
        row.began_at = row.began_at.replace(year=2020)
    assert come_back(client, provider.choose(there, PEOPLE["giang"])).status_code == 403
    assert reasons(resources, "denied") == ["attempt too old"]


def test_a_session_ends_after_two_hours(
    client: FlaskClient, provider: AtProvider, resources: Resources
) -> None:
    sign_in(client, provider)
    with resources.database.transaction() as session:
        row = session.scalars(select(CitizenSession)).one()
        row.began_at = row.began_at.replace(year=2020)
    answer = client.get(f"{MINE}?loc=open")
    assert answer.location == "/dang-nhap?next=/ho-so-cua-toi?loc%3Dopen"


@pytest.fixture
def other(settings: Settings, opened: Resources) -> Iterator[Resources]:  # noqa: ARG001 - the tables are there
    """Open the connections a second time, to leave the first ones as they are."""
    resources = Resources(settings)
    yield resources
    resources.close()


def test_without_the_provider_filing_goes_on(other: Resources, resources: Resources) -> None:
    nowhere = OpenId(f"http://127.0.0.1:{free_port()}", "client", "secret")
    other.citizens_provider = other.staff_provider = Provider(nowhere)
    client = create_application(other).test_client()
    answer = client.get("/dang-nhap")
    assert answer.status_code == 503
    assert "gián đoạn" in answer.text
    assert reasons(resources, "failed") == ["ConnectionError"]
    assert client.get("/thu-tuc/KNPA/nop").status_code == 200
    assert client.get("/can-bo/dang-nhap").status_code == 200


def test_where_no_provider_is_named_nobody_is_asked_to_sign_in(other: Resources) -> None:
    other.citizens_provider = other.staff_provider = None
    client = create_application(other).test_client()
    assert "/dang-nhap" not in client.get("/thu-tuc").text.replace("/can-bo/dang-nhap", "")
    assert client.get("/dang-nhap").status_code == 404
    assert client.get("/dang-nhap/ket-qua").status_code == 404
