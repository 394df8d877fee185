"""A program that files often or guesses codes solves a puzzle for each further request."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from services.resources import Resources
from services.settings.bounds import Puzzles
from services.web.context import now
from services.web.puzzle import PuzzleMaker
from services.web.puzzle_programs import HEADER
from tests.filing import hand_in

DOSSIERS = "/api/v1/dossiers"
UNKNOWN = f"{DOSSIERS}/XA.05443-261122-9999"
WRONG = {"X-Access-Code": "2222-2222-2222-2222"}
EASY = Puzzles(bits=4, free_filings=2, free_guesses=2)
NOBODY_ANSWERS = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def easy(resources: Resources) -> Iterator[None]:
    kept, redis = resources.settings, resources.redis
    resources.settings = replace(kept, puzzles=EASY)
    yield
    resources.settings, resources.redis = kept, redis


def guess(client: FlaskClient, **headers: str) -> TestResponse:
    return client.get(UNKNOWN, headers={**WRONG, **headers})


def solution(resources: Resources, asked: TestResponse, purpose: str = "codes") -> str:
    puzzle = asked.get_json()["puzzle"]
    maker = PuzzleMaker(resources.settings.secret_key)
    challenge = maker.read(puzzle["challenge"], purpose, now=now())
    tried = (str(number) for number in range(100_000))
    return f"{challenge.token}:{next(filter(challenge.is_solved_by, tried))}"


@pytest.fixture
def asked(client: FlaskClient) -> TestResponse:
    """Guess wrongly as often as is free, and once more."""
    return [guess(client) for _ in range(EASY.free_guesses + 1)][-1]


def test_a_wrong_code_too_many_gets_a_puzzle(asked: TestResponse) -> None:
    told = asked.get_json()
    assert (asked.status_code, asked.content_type, told["reason"], told["puzzle"]["bits"]) == (
        429,
        "application/problem+json",
        "puzzle",
        EASY.bits,
    )


def test_a_solution_serves_once(
    client: FlaskClient, resources: Resources, asked: TestResponse
) -> None:
    solved = {HEADER: solution(resources, asked)}
    assert [guess(client, **solved).status_code for _ in range(2)] == [404, 429]


def test_the_right_code_passes_with_a_solution_alone(
    client: FlaskClient, resources: Resources, asked: TestResponse
) -> None:
    filed = hand_in(resources)
    right = {"X-Access-Code": filed.access_code}
    page = f"{DOSSIERS}/{filed.dossier.number}"
    solved = {**right, HEADER: solution(resources, asked)}
    statuses = [client.get(page, headers=headers).status_code for headers in (right, solved)]
    assert statuses == [429, 200]


@pytest.mark.parametrize("given", ["", ":", "nonsense:1", "x" * 5000, "{token}", "{token}:x"])
def test_nonsense_is_no_solution(client: FlaskClient, asked: TestResponse, given: str) -> None:
    sent = given.format(token=asked.get_json()["puzzle"]["challenge"])
    assert guess(client, **{HEADER: sent}).status_code == 429


def test_many_filings_of_one_address_cost_a_puzzle(
    client: FlaskClient, resources: Resources
) -> None:
    answers = [client.post(DOSSIERS, json={}) for _ in range(EASY.free_filings + 1)]
    solved = {HEADER: solution(resources, answers[-1], "filing")}
    answers.append(client.post(DOSSIERS, json={}, headers=solved))
    statuses = [answer.status_code for answer in answers]
    assert statuses == [422, 422, 429, 422]


def test_without_redis_filing_goes_on_and_guessing_waits(
    client: FlaskClient, resources: Resources
) -> None:
    resources.redis = Redis.from_url(NOBODY_ANSWERS)
    assert (client.post(DOSSIERS, json={}).status_code, guess(client).status_code) == (422, 503)
