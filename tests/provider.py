"""The demo identity provider as a process of its own, and a person at it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.openid.refusals import ProviderAway
from services.resources import Resources
from services.settings.openid import OpenId
from tests.service import ROOT, wait_until
from tests.web.citizen.visitor import FormReader

PEOPLE = {"giang": "demo-1", "bao": "demo-2", "level_1": "demo-3", "company": "demo-4"}
STAFF = {"lan": "staff-1", "ha": "staff-2", "nobody": "staff-3"}
SECONDS = 5
NOT_LET_IN = ("/dang-nhap/chua-duoc", "/can-bo/dang-nhap?")


@dataclass(frozen=True)
class AtProvider:
    """The provider's pages, as a person's browser uses them."""

    issuer: str

    def choose(self, there: str, person: str = "", **pressed: str) -> str:
        """Choose who one is on the page that an address leads to; give the way back."""
        answer = requests.post(
            there, {"person": person, **pressed}, allow_redirects=False, timeout=SECONDS
        )
        return str(answer.headers["Location"])

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.issuer}/jwks", timeout=SECONDS).ok
        except requests.ConnectionError:
            return False


def knows(service: Resources) -> bool:
    """Tell whether the service speaks with the provider; one that was away it leaves alone."""
    try:
        for provider in (service.citizens_provider, service.staff_provider):
            assert provider
            provider.addresses()
    except ProviderAway:
        return False
    return True


@pytest.fixture(scope="session")
def provider(engine_environment: dict[str, str], opened: Resources) -> Iterator[AtProvider]:
    issuer = engine_environment["MOTCUA_VNEID_ISSUER"]
    command = [sys.executable, "-m", "services.cli", "demo-provider"]
    command += ["--port", str(urlsplit(issuer).port)]
    process = subprocess.Popen(command, cwd=ROOT, env=engine_environment)
    at_provider = AtProvider(issuer)
    try:
        wait_until(at_provider.is_up)
        wait_until(partial(knows, opened))
        yield at_provider
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def own(engine_environment: dict[str, str], provider: AtProvider) -> OpenId:
    """Give what the service is to the provider."""
    env = engine_environment
    client = env["MOTCUA_VNEID_CLIENT_ID"], env["MOTCUA_VNEID_CLIENT_SECRET"]
    return OpenId(provider.issuer, *client)


def set_out(client: FlaskClient, page: str, form: str, target: str = "") -> str:
    """Press the button that leads to the provider; give the way there."""
    query = {"next": target} if target else None
    reader = FormReader()
    reader.feed(client.get(page, query_string=query).get_data(as_text=True))
    fields = next(one for one in reader.forms if one.action == form)
    answer = client.post(form, data=dict(fields.values))
    assert answer.status_code in {302, 303}, answer.get_data(as_text=True)
    return str(answer.location)


def come_back(client: FlaskClient, back: str) -> TestResponse:
    """Follow the provider's answer, and what it leads to when nobody is let in."""
    parts = urlsplit(back)
    answer = client.get(f"{parts.path}?{parts.query}")
    refused = str(answer.location).startswith(NOT_LET_IN)
    return client.get(answer.location) if refused else answer


def sign_in(
    client: FlaskClient, provider: AtProvider, person: str = "giang", target: str = ""
) -> TestResponse:
    """Sign in as one of the demo's people."""
    there = set_out(client, "/dang-nhap", "/dang-nhap", target)
    return come_back(client, provider.choose(there, PEOPLE[person]))
