"""The order of a Vietnamese dictionary, search without accents, dates and numbers."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import codelists, vietnamese

IN_ORDER = [
    "12 người", "a", "A", "à", "ả", "ã", "á", "ạ", "ai", "An", "Ăn", "Ân", "ba", "Bà", "bá Ánh",
    "da", "đa", "Đà", "e", "ê", "ma", "mà", "o", "ô", "ơ", "thủy", "thủy tinh", "u", "ư", "y", "ỹ",
]  # fmt: skip


def test_words_are_sorted_as_in_a_dictionary() -> None:
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=vietnamese.sort_key) == IN_ORDER


def test_people_are_sorted_by_given_name() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê An", "Nguyễn Văn Bình"]
    in_order = ["Lê An", "Nguyễn Thị Ánh", "Nguyễn Văn Bình", "Trần Văn Bình"]
    assert sorted(people, key=vietnamese.person_sort_key) == in_order


@given(st.text())
def test_a_sort_key_can_be_stored(text: str) -> None:
    key = vietnamese.sort_key(text)
    assert "\0" not in key
    assert key.isprintable() or "\t" in key


def test_different_spellings_of_one_text_have_one_key() -> None:
    assert vietnamese.sort_key("Nguye\u0302\u0303n") == vietnamese.sort_key("Nguyễn")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Đỗ   Quỳnh ", "do quynh"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("THƯỜNG XUYÊN", "thuong xuyen"),
    ],
)
def test_a_hurried_reader_finds_it(text: str, key: str) -> None:
    assert vietnamese.search_key(text) == key


def test_dates_and_numbers_are_written_the_vietnamese_way() -> None:
    written = (
        vietnamese.format_date(date(2026, 1, 5)),
        vietnamese.format_number(Decimal("1234567.89")),
    )
    assert written == ("05/01/2026", "1.234.567,89")


def test_provinces_come_in_the_order_of_the_alphabet() -> None:
    names = [place.name for place in codelists.units().provinces.values()]
    assert (names[0], names[-1]) == ("Tỉnh An Giang", "Tỉnh Vĩnh Long")
