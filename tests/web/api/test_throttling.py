"""Guessing is slowed down, in a process that runs as in earnest."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from services.resources import Resources
from services.web import limits
from tests.service import Site, free_port, wait_until

NO_PUZZLES = {"MOTCUA_PUZZLE_FREE_GUESSES": "1000"}
ALLOWED = int(limits.LOOK_UP.split(maxsplit=1)[0])


@pytest.fixture
def earnest(resources: Resources, engine_environment: dict[str, str]) -> Iterator[str]:  # noqa: ARG001
    """Serve with the limits on: under test they are off."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    site = Site(
        url, {**engine_environment, "MOTCUA_BASE_URL": url, "MOTCUA_MODE": "demo", **NO_PUZZLES}
    )
    site.start("web", "--port", str(port), "--workers", "1")
    wait_until(site.ready)
    yield urlsplit(url).netloc
    site.stop()


def guess(netloc: str) -> tuple[int, str | None]:
    with closing(http.client.HTTPConnection(netloc, timeout=10)) as wire:
        headers = {"X-Access-Code": "2222-2222-2222-2222"}
        wire.request("GET", "/api/v1/dossiers/XA.05443-261122-0001", headers=headers)
        with wire.getresponse() as answer:
            return answer.status, answer.headers["Retry-After"]


def test_guessing_codes_is_stopped_for_a_while(earnest: str) -> None:
    answers = [guess(earnest) for _ in range(ALLOWED + 1)]
    assert ([status for status, _ in answers], bool(answers[-1][1])) == (
        [404] * ALLOWED + [429],
        True,
    )
