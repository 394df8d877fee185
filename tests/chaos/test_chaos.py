"""Nothing acknowledged is lost and nothing is made twice, whatever is killed and when."""

import random
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from sqlalchemy.exc import OperationalError

from tests.chaos.applicants import Applicants
from tests.chaos.installation import Installation
from tests.numbering import has_gaps
from tests.service import wait_until

SEED = 20261122
BLOWS = 6
SHORTEST, LONGEST = 0.3, 3.0


@pytest.fixture
def applicants(installation: Installation) -> Iterator[Applicants]:
    """File, and look afterwards whether everything is as it was promised."""
    people = Applicants.of(installation.site.url, installation.resources)
    yield people
    installation.settle()
    assert people.acknowledged, "nothing was filed"
    assert set(people.acknowledged.values()) <= set(installation.numbers())
    assert people.refused == []
    assert installation.wrong_papers() == []
    assert installation.wrong_objects() == []


def blows(installation: Installation) -> list[Callable[[], None]]:
    return [
        lambda: installation.kill("worker"),
        lambda: installation.kill("relay"),
        installation.flush_queue,
        lambda: installation.kill_engine("valkey"),
    ]


def test_blows_at_random_moments(installation: Installation, applicants: Applicants) -> None:
    chance = random.Random(SEED)
    with applicants.filing():
        for blow in chance.choices(blows(installation), k=BLOWS):
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            blow()
            installation.revive()
    assert applicants.refused == []


def test_web_that_is_killed_answers_the_same_attempt_again(
    installation: Installation, applicants: Applicants
) -> None:
    chance = random.Random(SEED)
    with applicants.filing():
        for _ in range(2):
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            installation.kill("web")
            wait_until(installation.site.ready)
    told = list(applicants.acknowledged.values())
    assert len(set(told)) == len(told)


def test_filing_goes_on_without_the_queue(
    installation: Installation, applicants: Applicants
) -> None:
    with installation.away("valkey"):
        assert applicants.file() is not None


def test_following_waits_for_the_queue_and_goes_on(
    installation: Installation, applicants: Applicants
) -> None:
    applicants.file()
    with applicants.following() as heard:
        for _ in range(3):
            time.sleep(0.7)
            installation.kill_engine("valkey")
        heard_until_then = len(heard)
        wait_until(lambda: HTTPStatus.OK in heard[heard_until_then:])
    assert set(heard) <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}


def test_papers_come_when_the_object_store_is_back(
    installation: Installation, applicants: Applicants
) -> None:
    applicants.file()
    with installation.frozen("swift"):
        time.sleep(5)
    installation.settle()
    assert installation.wrong_papers() == []


def test_papers_come_when_the_object_store_was_killed(
    installation: Installation, applicants: Applicants
) -> None:
    with applicants.filing():
        time.sleep(1)
        installation.kill_engine("swift")
        time.sleep(1)
    assert applicants.acknowledged


def test_web_says_so_while_the_database_is_away_and_recovers(
    installation: Installation, applicants: Applicants
) -> None:
    applicants.file()
    with installation.away("postgres"):
        wait_until(lambda: not installation.site.ready())
        with pytest.raises(OperationalError):
            installation.open_promises()
    wait_until(installation.site.ready)
    assert applicants.file() is not None


def test_database_that_is_killed_while_people_file_loses_nothing(
    installation: Installation, applicants: Applicants
) -> None:
    with applicants.filing():
        time.sleep(1.5)
        installation.kill_engine("postgres")
        time.sleep(1.5)
    assert applicants.acknowledged


def test_numbers_have_no_gap_after_all_that(installation: Installation) -> None:
    assert not has_gaps(installation.numbers())
