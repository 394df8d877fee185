"""Words are found however they are written, and what takes their place tells nothing."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.redaction import identifiers, words
from services.redaction.identifiers import Why
from services.redaction.words import BLOCK, Wanted

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ"
WORD = st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=7)
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
AROUND = st.text(LETTERS + " .,;!?()\n0123456789", max_size=40)


def in_form(text: str, form: Form) -> str:
    return unicodedata.normalize(form, text)


@given(PHRASE, st.lists(AROUND, min_size=2, max_size=4), st.booleans())
def test_no_word_is_left_in_any_form_of_writing(
    phrase: str,
    around: list[str],
    loose: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    wanted = Wanted(phrase, loose)
    text = f" {phrase}, ".join(around)
    masked = {words.mask(in_form(text, form), [wanted]) for form in FORMS}
    assert (len(masked), words.count(masked.copy().pop(), wanted)) == (1, 0)
    assert all(words.count(in_form(each, form), wanted) == 0 for each in masked for form in FORMS)


@given(PHRASE, PHRASE)
def test_the_block_is_as_long_for_every_word(first: str, second: str) -> None:
    found = [words.mask(f"x: {one}.", [Wanted(one)]) for one in (first, second)]
    assert found == [f"x: {BLOCK}."] * 2


@given(st.text(max_size=60), PHRASE)
def test_what_is_not_wanted_stays(text: str, phrase: str) -> None:
    wanted = Wanted(phrase)
    if words.count(text, wanted) == 0:
        assert words.mask(text, [wanted]) == in_form(text, "NFC")


@pytest.mark.parametrize(
    ("text", "wanted", "masked"),
    [
        ("Anh An ở Ấn Độ.", Wanted("An"), f"Anh {BLOCK} ở Ấn Độ."),
        ("Anh An ở Ấn Độ.", Wanted("An", loose=True), f"Anh {BLOCK} ở {BLOCK} Độ."),
        ("HƯƠNG\u00a0 GIANG!", Wanted("Hương Giang"), f"{BLOCK}!"),
        ("Hoà, Hòa", Wanted("Hòa", loose=True), f"{BLOCK}, {BLOCK}"),
        ("Hư\u00adơng\u200b", Wanted("Hương"), BLOCK),
        ("Ｈương", Wanted("hương"), BLOCK),
        ("Đặng dang", Wanted("Đặng", loose=True), BLOCK),
        ("0912.345-678, 09123456789", Wanted("0912345678"), f"{BLOCK}, 09123456789"),
        ("a.b@c.vn", Wanted("a.b@c.vn"), BLOCK),
        ("a+b", Wanted("a.b"), "a+b"),
        ("Xin chào", Wanted("  "), "Xin chào"),
    ],
)
def test_a_word_is_a_word_and_not_a_part_of_one(text: str, wanted: Wanted, masked: str) -> None:
    assert words.mask(text, [wanted]) == masked


def test_words_side_by_side_become_one_block() -> None:
    parts = [Wanted(part) for part in ("Nguyễn", "Thị", "Giang")]
    assert words.mask("Bà Nguyễn Thị  Giang đến", parts) == f"Bà {BLOCK} đến"


def test_numbers_that_name_somebody_are_suggested() -> None:
    text = (
        "Sinh ngày 5/3/1980, CCCD 001080012345, CMND 123 456 789, hộ chiếu C1234567,"
        " gọi +84 912-345-678 hoặc an.nguyen@thu.vn; quyết định 45/2024, 15 triệu"
    )
    found = {(one.text, one.why) for one in identifiers.in_text(text)}
    assert found == {
        ("5/3/1980", Why.BIRTH),
        ("001080012345", Why.NUMBER),
        ("123 456 789", Why.NUMBER),
        ("C1234567", Why.NUMBER),
        ("+84 912-345-678", Why.CONTACT),
        ("an.nguyen@thu.vn", Why.CONTACT),
    }


def test_own_answers_are_suggested_whole_and_in_parts() -> None:
    lines = {
        "who.full_name": "Nguyễn Thị Hương Giang",
        "who.phone": "+84912345678",
        "who.address": "Số 5 ngõ 3, Xã Đại Từ",
        "who.sex": "Nữ",
    }
    rows = [
        {"key": key, "identity": True, "files": [], "value": [{"vi": line}]}
        for key, line in lines.items()
    ]
    told = {one.text for one in identifiers.of_person([*rows, {**rows[0], "identity": False}])}
    assert told == {
        *("Nguyễn Thị Hương Giang", "Hương Giang", "Nguyễn Giang", "Giang"),
        *("+84912345678", "0912345678"),
        *("Số 5 ngõ 3, Xã Đại Từ", "Số 5 ngõ 3", "Xã Đại Từ"),
    }
