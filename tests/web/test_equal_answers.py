"""A wrong number and a wrong code get the same answer, in the same time."""

import re
import statistics
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.dossiers import look_up
from services.dossiers.look_up import DossierMissing
from services.resources import Resources
from tests.filing import hand_in
from tests.web.officer.browsing import hidden

WRONG_CODE = "2222-2222-2222-2222"
EXAMPLE = "XA.05443-261120-0001"
NO_NUMBER = "XA.05443-261122-9999"
CHANGING = re.compile(r'name="csrf_token" value="[^"]*"')
ROUNDS = 150
SAMPLES = 5
# Answers differ by far more from one to the next: what is left cannot be measured over a network.
MOST_APART_MS = 0.15


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


def page(client: FlaskClient, number: str) -> tuple[int, str, list[str]]:
    typed = {**hidden(client, "/tra-cuu"), "so": number, "ma": WRONG_CODE}
    answer = client.post("/tra-cuu", data=typed)
    body = CHANGING.sub("", answer.text)
    # The page gives one number as an example.
    for shown in (number, EXAMPLE):
        body = body.replace(shown, "")
    return answer.status_code, body, sorted(answer.headers.keys())


def test_pages_answer_both_alike(client: FlaskClient, number: str) -> None:
    assert page(client, number) == page(client, NO_NUMBER)


@pytest.mark.parametrize("what", ["", "/receipt", "/documents/1"])
def test_the_api_answers_both_alike(client: FlaskClient, number: str, what: str) -> None:
    def told(asked: str) -> tuple[int, bytes, list[str]]:
        headers = {"X-Access-Code": WRONG_CODE}
        answer = client.get(f"/api/v1/dossiers/{asked}{what}", headers=headers)
        return answer.status_code, answer.data, sorted(answer.headers.keys())

    assert told(number) == told(NO_NUMBER)


def test_both_take_the_same_time(resources: Resources, number: str) -> None:
    def try_out(asked: str) -> None:
        with resources.database.transaction() as session, pytest.raises(DossierMissing):
            look_up.by_code(session, resources.access_codes, number=asked, code=WRONG_CODE)

    # A difference of the code would show in every sample; one of a busy machine does not.
    samples = (
        apart_ms(lambda: try_out(number), lambda: try_out(NO_NUMBER)) for _ in range(SAMPLES)
    )
    assert any(apart < MOST_APART_MS for apart in samples)


def apart_ms(one: Callable[[], None], other: Callable[[], None]) -> float:
    """Compare the quicker quarters of rounds in turn, so that a slow moment meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * ROUNDS):
        began = time.perf_counter()
        (one, other)[turn % 2]()
        times[turn % 2].append(time.perf_counter() - began)
    quick = [statistics.quantiles(measured, n=4)[0] for measured in times]
    return 1000 * abs(quick[0] - quick[1])
