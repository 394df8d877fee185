"""What is easily guessed is told from what is not."""

import pytest

from services.accounts import guessing
from services.accounts.password_rules import (
    ENOUGH_BITS,
    LONGEST,
    SHORTEST,
    TOO_EASY,
    TOO_LONG,
    TOO_SHORT,
    Known,
    require_good,
)
from services.accounts.refusals import PasswordRefused

KNOWN = Known("pdp.hoa", "Đặng Thị Hoa", "Ủy ban nhân dân phường Phan Đình Phùng", "UBND")
EASY = (
    "123456789012",
    "matkhau123456",
    "MậtKhẩu123456",
    "Nguyenvana1990!",
    "Dangthihoa1990",
    "P@ssw0rd2026!",
    "aaaaaaaaaaaa",
    "qwertyuiop123",
    "PhanDinhPhung2026",
    "Thanhtra@2026",
    "01011990hoahoa",
    "anhyeuemnhieulam",
    "abcd1234abcd1234",
    "Ubnd@123456789",
    "iloveyou123456",
    "Minhtuan@15081988",
)
HARD = (
    "correct horse battery staple",
    "bốn từ không liên quan",
    "sáng mưa gà xanh bút chì",
    "kV9#tq2LmZ8w",
    "đường về nhà xa lắm",
)


@pytest.mark.parametrize("password", EASY)
def test_what_people_make_passwords_of_is_easy(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        require_good(password, KNOWN)
    assert refused.value.told == TOO_EASY


@pytest.mark.parametrize("password", HARD)
def test_words_that_have_nothing_to_do_with_one_another_are_taken(password: str) -> None:
    require_good(password, KNOWN)


def test_a_name_is_easy_for_the_account_that_bears_it() -> None:
    password = "Vương Quốc Thịnh Phát 7"
    own = guessing.bits(password, ["Vương Quốc Thịnh Phát"])
    assert (own < ENOUGH_BITS, guessing.bits(password) > own) == (True, True)


@pytest.mark.parametrize(
    ("password", "told"),
    [("", TOO_SHORT), ("x" * (SHORTEST - 1), TOO_SHORT), ("kV9#" * 40, TOO_LONG)],
)
def test_length_is_told(password: str, told: object) -> None:
    with pytest.raises(PasswordRefused) as refused:
        require_good(password, KNOWN)
    assert refused.value.told is told


@pytest.mark.parametrize("password", ["a" * LONGEST, "ab" * (LONGEST // 2), "!" * LONGEST])
def test_saying_the_same_again_does_not_help(password: str) -> None:
    assert guessing.bits(password) < ENOUGH_BITS
