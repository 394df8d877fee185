"""The client at the real demo provider, and at one that lies."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from services.openid.attempts import Secrets
from services.openid.client import Client
from services.openid.provider import Provider
from services.openid.refusals import ProviderAway, SignInCancelled, SignInRefused
from services.settings.openid import OpenId
from tests.provider import PEOPLE, AtProvider
from tests.service import free_port
from tests.services.openid.crook import Crook, crook_with

BACK = "http://127.0.0.1/dang-nhap/ket-qua"
AFTER = "http://127.0.0.1/dang-xuat/xong"
OWN = Secrets("a-secret-of-one-browser")
OTHER = Secrets("a-secret-of-another-browser")
CODE = {"code": "x"}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def client(own: OpenId) -> Client:
    return Client(Provider(own), BACK)


@pytest.fixture
def secrets() -> Secrets:
    """Give another secret to each test: the provider takes no nonce twice."""
    return Secrets(f"a-secret-made-at-{now().isoformat()}")


@pytest.fixture(scope="module")
def one_crook() -> Iterator[Crook]:
    with crook_with(OWN.nonce) as found:
        yield found


@pytest.fixture
def crook(one_crook: Crook) -> Iterator[Crook]:
    yield one_crook
    one_crook.claims, one_crook.make, one_crook.told = {}, None, {"sub": "somebody"}


def answer(client: Client, secrets: Secrets, provider: AtProvider) -> dict[str, str]:
    back = provider.choose(client.way_there(secrets), PEOPLE["giang"])
    return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}


def prove(crook: Crook) -> str:
    """Give whom the client believes in."""
    proven = Client(Provider(crook.settings), BACK).prove(OWN, CODE, now=now())
    return str(proven.claims["sub"])


def test_a_person_is_proven(client: Client, secrets: Secrets, provider: AtProvider) -> None:
    proven = client.prove(secrets, answer(client, secrets, provider), now=now())
    assert proven.claims["SoDinhDanh"] == "019185001234"
    assert "SoDinhDanh" not in proven.signed


def test_the_way_there_carries_all_that_guards_it(client: Client, secrets: Secrets) -> None:
    asked = parse_qs(urlsplit(client.way_there(secrets)).query)
    assert asked["state"] == [secrets.state]
    assert asked["nonce"] == [secrets.nonce]
    hashed = urlsafe_b64encode(sha256(secrets.verifier.encode()).digest()).decode()
    assert asked["code_challenge"] == [hashed.rstrip("=")]
    assert asked["code_challenge_method"] == ["S256"]


def test_a_code_serves_once(client: Client, secrets: Secrets, provider: AtProvider) -> None:
    given = answer(client, secrets, provider)
    client.prove(secrets, given, now=now())
    with pytest.raises(SignInRefused, match="code"):
        client.prove(secrets, given, now=now())


def test_a_stolen_code_is_worth_nothing(
    client: Client, secrets: Secrets, provider: AtProvider
) -> None:
    with pytest.raises(SignInRefused, match="code"):
        client.prove(OTHER, answer(client, secrets, provider), now=now())


def test_calling_it_off_is_told(client: Client, secrets: Secrets, provider: AtProvider) -> None:
    back = provider.choose(client.way_there(secrets), cancel="1")
    error = parse_qs(urlsplit(back).query)["error"][0]
    with pytest.raises(SignInCancelled):
        client.prove(secrets, {"error": error}, now=now())


def test_an_answer_of_another_issuer_is_refused(client: Client, secrets: Secrets) -> None:
    with pytest.raises(SignInRefused, match="issuer"):
        client.prove(secrets, {**CODE, "iss": "https://other.example"}, now=now())


def test_the_way_out_leads_back(client: Client, secrets: Secrets, provider: AtProvider) -> None:
    proven = client.prove(secrets, answer(client, secrets, provider), now=now())
    way_out = client.way_out(proven.id_token, AFTER)
    left = requests.get(way_out, allow_redirects=False, timeout=5)
    assert left.headers["Location"] == AFTER


def test_the_provider_leads_nowhere_else(client: Client, secrets: Secrets) -> None:
    way_there = client.way_there(secrets).replace("ket-qua", "dau-do")
    assert requests.get(way_there, allow_redirects=False, timeout=5).status_code == 400


def test_an_honest_token_is_believed(crook: Crook) -> None:
    assert prove(crook) == "somebody"


@pytest.mark.parametrize(
    "make",
    [Crook.unsigned, Crook.by_shared_secret, Crook.by_another_key, Crook.changed],
    ids=lambda make: make.__name__,
)
def test_a_token_that_its_key_did_not_sign_is_refused(
    crook: Crook, make: Callable[..., str]
) -> None:
    crook.make = lambda claims: make(crook, claims)
    with pytest.raises(SignInRefused, match="token"):
        prove(crook)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": OTHER.nonce},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": ["client", "another client"]},
        {"azp": "another client"},
        {"iss": "https://other.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 99_999_999_999},
        {"nbf": 99_999_999_999},
        {"at_hash": "of-another-token"},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    crook: Crook, claims: dict[str, object]
) -> None:
    crook.claims = claims
    with pytest.raises(SignInRefused):
        prove(crook)


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "e30.e30."])
def test_what_is_no_token_is_refused(crook: Crook, text: str) -> None:
    crook.make = lambda _: text
    with pytest.raises(SignInRefused, match="token"):
        prove(crook)


def test_the_provider_cannot_tell_of_another_person(crook: Crook) -> None:
    crook.told = {"sub": "somebody else"}
    with pytest.raises(SignInRefused, match="person"):
        prove(crook)


def test_what_is_signed_counts_more_than_what_is_told(crook: Crook) -> None:
    crook.claims, crook.told = {"loAs": "1"}, {"sub": "somebody", "loAs": "2"}
    proven = Client(Provider(crook.settings), BACK).prove(OWN, CODE, now=now())
    assert proven.claims["loAs"] == "1"


def test_another_issuer_than_was_set_is_no_provider(crook: Crook) -> None:
    pretended = OpenId(f"{crook.issuer}/", "client", "secret")
    with pytest.raises(ProviderAway, match="issuer"):
        Client(Provider(pretended), BACK).way_there(OWN)


def test_a_provider_that_is_away_is_told_as_such() -> None:
    away = Provider(OpenId(f"http://127.0.0.1:{free_port()}", "client", "secret"))
    with pytest.raises(ProviderAway, match="ConnectionError"):
        away.addresses()
    with pytest.raises(ProviderAway, match="just now"):
        away.addresses()
