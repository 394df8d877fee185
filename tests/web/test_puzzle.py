"""A solution counts once, for what it was asked for, and not for long."""

from datetime import UTC, datetime, timedelta

import pytest

from services.web.puzzle import LASTS, Challenge, PuzzleMaker, PuzzleRefused

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MAKER = PuzzleMaker("a-secret-of-this-test")
BITS = 6


def challenge() -> Challenge:
    return MAKER.make("codes", bits=BITS, now=NOW)


def solved(one: Challenge) -> str:
    return next(str(number) for number in range(100_000) if one.is_solved_by(str(number)))


def test_a_number_is_found_and_checked() -> None:
    one = challenge()
    assert one.is_solved_by(solved(one))


def test_so_many_numbers_are_tried_as_the_bits_say() -> None:
    tries = [int(solved(challenge())) + 1 for _ in range(300)]
    assert 2**BITS * 0.7 < sum(tries) / len(tries) < 2**BITS * 1.4


@pytest.mark.parametrize("answer", ["", "-1", "1.0", "٣", "9" * 17, "x", " 1"])
def test_what_is_no_number_solves_nothing(answer: str) -> None:
    assert not MAKER.make("codes", bits=1, now=NOW).is_solved_by(answer)


@pytest.mark.parametrize("token", ["", "x", "W10.x", "a.b.c", "\x00"])
def test_a_forged_challenge_is_refused(token: str) -> None:
    with pytest.raises(PuzzleRefused):
        MAKER.read(token, "codes", now=NOW)


def test_a_challenge_of_another_installation_is_refused() -> None:
    token = PuzzleMaker("another").make("codes", bits=1, now=NOW).token
    with pytest.raises(PuzzleRefused):
        MAKER.read(token, "codes", now=NOW)


def test_a_challenge_for_something_else_is_refused() -> None:
    with pytest.raises(PuzzleRefused):
        MAKER.read(challenge().token, "filing", now=NOW)


@pytest.mark.parametrize("later", [LASTS + timedelta(seconds=1), timedelta(seconds=-5)])
def test_a_challenge_out_of_time_is_refused(later: timedelta) -> None:
    with pytest.raises(PuzzleRefused):
        MAKER.read(challenge().token, "codes", now=NOW + later)
