"""Whoever begins many filings or guesses codes meets a puzzle or waits; nothing typed is lost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from services.resources import Resources
from services.settings.bounds import Puzzles
from services.web import puzzle_gate
from services.web.puzzle import Challenge, PuzzleMaker
from tests.filing import hand_in
from tests.web.officer.browsing import hidden

LOOK_UP = "/tra-cuu"
WRONG = {"so": "XA.05443-261122-9999", "ma": "2222-2222-2222-2222"}
BEGIN = "/thu-tuc/KNPA/nop"
PROTECTED = "/thu-tuc/TTTC/nop"
AGENCY = {"agency": "XA.05443"}
EASY = Puzzles(bits=4, wait_seconds=30, free_filings=2, free_protected=3, free_guesses=2)
NOBODY_ANSWERS = "redis://127.0.0.1:1/0"


@pytest.fixture
def easy(resources: Resources) -> Iterator[Resources]:
    kept, redis = resources.settings, resources.redis
    resources.settings = replace(kept, puzzles=EASY)
    yield resources
    resources.settings, resources.redis = kept, redis


def without_wait(resources: Resources) -> None:
    resources.settings = replace(resources.settings, puzzles=replace(EASY, wait_seconds=0))


def send(browser: FlaskClient, path: str, typed: dict[str, str], **more: str) -> TestResponse:
    return browser.post(path, data={**hidden(browser, path), **typed, **more})


def guess(browser: FlaskClient, **more: str) -> TestResponse:
    return send(browser, LOOK_UP, WRONG, **more)


def asked(easy: Resources, page: TestResponse, purpose: str = "codes") -> Challenge:
    found = re.search(r'data-puzzle="([^"]+)"', page.text)
    assert found
    maker = PuzzleMaker(easy.settings.secret_key)
    return maker.read(found[1], purpose, now=datetime.now(UTC))


def solution(challenge: Challenge) -> dict[str, str]:
    tried = (str(number) for number in range(100_000))
    answer = next(number for number in tried if challenge.is_solved_by(number))
    return {puzzle_gate.TOKEN: challenge.token, puzzle_gate.ANSWER: answer}


@pytest.fixture
def guessed(client: FlaskClient, easy: Resources) -> TestResponse:  # noqa: ARG001
    """Guess wrongly as often as is free, and once more."""
    for _ in range(EASY.free_guesses):
        guess(client)
    return guess(client)


def test_the_first_wrong_codes_are_free(client: FlaskClient, easy: Resources) -> None:  # noqa: ARG001
    assert {guess(client).status_code for _ in range(EASY.free_guesses)} == {422}


def test_then_a_puzzle_stands_before_the_look_up(guessed: TestResponse) -> None:
    assert (guessed.status_code, "data-puzzle" in guessed.text) == (429, True)


def test_what_was_typed_stays_in_the_puzzle_s_page(guessed: TestResponse) -> None:
    assert f'name="so" value="{WRONG["so"]}"' in guessed.text


def test_a_solution_lets_one_try_through(
    client: FlaskClient, easy: Resources, guessed: TestResponse
) -> None:
    solved = solution(asked(easy, guessed))
    assert [guess(client, **solved).status_code for _ in range(2)] == [422, 429]


def test_the_right_code_opens_the_dossier_behind_the_puzzle(
    client: FlaskClient, easy: Resources, guessed: TestResponse
) -> None:
    filed = hand_in(easy)
    typed = {"so": filed.dossier.number, "ma": filed.access_code}
    answer = send(client, LOOK_UP, typed, **solution(asked(easy, guessed)))
    assert answer.location == "/tra-cuu/ho-so"


def test_a_wrong_solution_does_not_pass(
    client: FlaskClient, easy: Resources, guessed: TestResponse
) -> None:
    solved = solution(asked(easy, guessed)) | {puzzle_gate.ANSWER: "no number"}
    assert guess(client, **solved).status_code == 429


def test_a_solution_for_filing_opens_no_look_up(
    client: FlaskClient,
    easy: Resources,
    guessed: TestResponse,  # noqa: ARG001
) -> None:
    maker = PuzzleMaker(easy.settings.secret_key)
    solved = solution(maker.make("filing", bits=1, now=datetime.now(UTC)))
    assert guess(client, **solved).status_code == 429


def test_who_presses_too_early_keeps_the_time_that_was_waited(
    client: FlaskClient, easy: Resources, guessed: TestResponse
) -> None:
    challenge = asked(easy, guessed)
    again = guess(client, **{puzzle_gate.TOKEN: challenge.token})
    assert asked(easy, again).token == challenge.token


def test_who_has_waited_passes_without_a_script(
    client: FlaskClient, easy: Resources, guessed: TestResponse
) -> None:
    without_wait(easy)
    waited = {puzzle_gate.TOKEN: asked(easy, guessed).token}
    assert guess(client, **waited).status_code == 422


def test_so_many_pass_by_waiting_at_one_time(client: FlaskClient, easy: Resources) -> None:
    without_wait(easy)
    statuses = []
    for _ in range(EASY.free_guesses + puzzle_gate.WAITING_TOGETHER + 1):
        page = guess(client)
        if page.status_code == 429:
            page = guess(client, **{puzzle_gate.TOKEN: asked(easy, page).token})
        statuses.append(page.status_code)
    assert (statuses[:-1].count(422), statuses[-1]) == (len(statuses) - 1, 429)


def test_codes_to_go_on_are_guarded_by_the_same_count(
    client: FlaskClient,
    guessed: TestResponse,  # noqa: ARG001
) -> None:
    answer = send(client, "/nop/tiep-tuc", {"ma": WRONG["ma"]})
    assert answer.status_code == 429


def test_another_address_is_free(app: Flask, guessed: TestResponse) -> None:  # noqa: ARG001
    other = app.test_client()
    answer = other.post(
        LOOK_UP,
        data={**hidden(other, LOOK_UP), **WRONG},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert answer.status_code == 422


def test_many_filings_of_one_address_ask_for_a_puzzle(
    client: FlaskClient,
    easy: Resources,  # noqa: ARG001
) -> None:
    statuses = [send(client, BEGIN, AGENCY).status_code for _ in range(EASY.free_filings + 1)]
    assert statuses == [302] * EASY.free_filings + [429]


def test_a_solved_puzzle_begins_the_filing(client: FlaskClient, easy: Resources) -> None:
    pages = [send(client, BEGIN, AGENCY) for _ in range(EASY.free_filings + 1)]
    solved = solution(asked(easy, pages[-1], "filing"))
    assert send(client, BEGIN, AGENCY, **solved).status_code == 302


def test_protected_filings_are_not_counted_by_address(app: Flask, easy: Resources) -> None:
    statuses = []
    for last in range(EASY.free_protected + 1):
        browser = app.test_client()
        sent = {**hidden(browser, PROTECTED), **AGENCY}
        away = {"REMOTE_ADDR": f"203.0.113.{last}"}
        statuses.append(browser.post(PROTECTED, data=sent, environ_base=away).status_code)
    keys = easy.redis.keys("motcua:tally:*")
    assert (statuses[-1], keys) == (429, [b"motcua:tally:filing:everybody"])


def test_without_redis_filing_goes_on_and_guessing_waits(
    client: FlaskClient, easy: Resources
) -> None:
    easy.redis = Redis.from_url(NOBODY_ANSWERS)
    statuses = send(client, BEGIN, AGENCY).status_code, guess(client).status_code
    assert statuses == (302, 503)
