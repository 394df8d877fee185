"""Every page has a limit by name; without Redis each does what its line says."""

import http.client
from collections.abc import Iterator, Mapping
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from services.resources import Resources
from services.web import limits
from services.web.limits import Away
from tests.service import Site, free_port, wait_until

NOWHERE = "redis://127.0.0.1:1/0"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_every_page_has_a_limit_by_name(app: Flask) -> None:
    unruled = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in limits.PAGES
        and rule.endpoint.rpartition(".")[0] not in limits.PARTS
    }
    assert unruled == set()


def test_every_line_of_a_page_has_its_page(app: Flask) -> None:
    assert set(limits.PAGES) - {rule.endpoint for rule in app.url_map.iter_rules()} == set()


@pytest.mark.parametrize(
    "endpoint", ["look_up.find", "resume.find", "officer.check", "api.get_dossier"]
)
def test_what_could_be_guessed_is_closed_without_redis(app: Flask, endpoint: str) -> None:
    with app.test_request_context():
        rule = limits.rule(endpoint)
    assert rule is not None
    assert rule.away is Away.CLOSED


class Wire:
    """One caller of a service that runs as in earnest, from an address of its own choice."""

    def __init__(self, url: str) -> None:
        self.netloc = urlsplit(url).netloc

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, *, headers: Mapping[str, str] = FORM
    ) -> int:
        body = urlencode(form) if form is not None else None
        with closing(http.client.HTTPConnection(self.netloc, timeout=20)) as wire:
            wire.request("POST" if form is not None else "GET", path, body, dict(headers))
            return wire.getresponse().status


@pytest.fixture(scope="module")
def without_redis(opened: Resources, engine_environment: dict[str, str]) -> Iterator[Wire]:  # noqa: ARG001
    """Serve with the limits on and a Redis that does not answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    changed = {"MOTCUA_BASE_URL": url, "MOTCUA_MODE": "demo", "REDIS_URL": NOWHERE}
    site = Site(url, {**engine_environment, **changed})
    site.start("web", "--port", str(port), "--workers", "1")
    wire = Wire(url)
    try:
        wait_until(lambda: answers(wire), seconds=120)
        yield wire
    finally:
        site.stop()


def answers(wire: Wire) -> bool:
    try:
        return wire.ask("/healthz") == 200
    except OSError:
        return False


@pytest.mark.parametrize("path", ["/", "/thu-tuc", "/tra-cuu", "/thu-tuc/2.002409/nop"])
def test_reading_goes_on_without_redis(without_redis: Wire, path: str) -> None:
    assert without_redis.ask(path) == 200


def test_guessing_is_closed_without_redis(without_redis: Wire) -> None:
    guess = {"X-Access-Code": "2222-2222-2222-2222"}
    assert without_redis.ask("/api/v1/dossiers/XA.05443-261122-0001", headers=guess) == 503


def test_the_local_count_stops_a_flood_without_redis(without_redis: Wire) -> None:
    most = int(limits.SUBMIT.split(maxsplit=1)[0])
    key = {"Content-Type": "application/json", "Idempotency-Key": "0123456789abcdef"}
    got = {without_redis.ask("/api/v1/dossiers", {}, headers=key) for _ in range(most + 1)}
    assert 429 in got
