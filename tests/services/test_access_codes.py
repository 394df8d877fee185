"""Access codes: readable, checked, the same for one attempt, and kept as a hash."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dossiers.access_codes import (
    ALPHABET,
    AccessCodes,
    grouped,
    is_well_formed,
    normalised,
)

SECRET = "a-secret-that-only-the-tests-know-0123456789"
CODES = AccessCodes(SECRET)
TOKENS = st.text(min_size=1, max_size=40)


def signs_of(token: str) -> str:
    return normalised(CODES.for_attempt(token))


@given(TOKENS)
def test_code_is_well_formed_in_four_groups(token: str) -> None:
    code = CODES.for_attempt(token)
    assert is_well_formed(code)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]


@given(TOKENS)
def test_every_single_wrong_sign_is_found(token: str) -> None:
    right = signs_of(token)
    wrong = [
        right[:place] + sign + right[place + 1 :]
        for place in range(len(right))
        for sign in ALPHABET
        if sign != right[place]
    ]
    assert not any(map(is_well_formed, wrong))


@given(TOKENS)
def test_every_swap_of_two_signs_is_found(token: str) -> None:
    right = list(signs_of(token))
    for one, other in combinations(range(len(right)), 2):
        if right[one] != right[other]:
            swapped = right.copy()
            swapped[one], swapped[other] = right[other], right[one]
            assert not is_well_formed("".join(swapped)), (one, other)


@given(TOKENS)
def test_repeated_attempt_yields_the_very_code(token: str) -> None:
    assert CODES.for_attempt(token) == AccessCodes(SECRET).for_attempt(token)


def test_another_installation_gives_another_code() -> None:
    assert AccessCodes("another secret").for_attempt("token") != CODES.for_attempt("token")


@pytest.mark.parametrize("sign", "01OIL")
def test_sign_that_is_easily_mistaken_is_never_used(sign: str) -> None:
    assert sign not in ALPHABET


@pytest.mark.parametrize("told", [str.lower, lambda code: code.replace("-", " "), normalised])
def test_code_is_known_however_it_is_typed(told: object) -> None:
    code = CODES.for_attempt("token")
    assert callable(told)
    assert CODES.matches(told(code), CODES.hash(code))


def test_code_of_another_attempt_does_not_match() -> None:
    assert not CODES.matches(CODES.for_attempt("one"), CODES.hash(CODES.for_attempt("other")))


@pytest.mark.parametrize(
    "code", ["", "2222", "ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ", "0000-0000-0000-0000", "²" * 16]
)
def test_what_cannot_be_a_code_is_told_at_once(code: str) -> None:
    assert not is_well_formed(code)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text: str) -> None:
    assert is_well_formed(text) in {True, False}


def test_hash_does_not_hold_the_code() -> None:
    code = CODES.for_attempt("token")
    assert normalised(code).encode() not in CODES.hash(code)


def test_groups_are_of_four() -> None:
    assert grouped("ABCDEFGHJ") == "ABCD-EFGH-J"
