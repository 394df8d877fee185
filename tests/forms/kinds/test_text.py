"""Text as it is typed, pasted and attacked."""

from datetime import date

import pytest

from forms.kinds.base import Kind, Refused
from forms.kinds.text import LongText, ShortText

NAME = ShortText(pattern="person_name", min_length=2)
NUMBER = ShortText(pattern="document_number", max_length=50)
STORY = LongText(min_length=10, max_length=100)


def check(kind: Kind, value: object) -> object:
    return kind.check(value, date(2026, 11, 22), {})


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (NAME, "  Nguyễn   Thị\tHương ", "Nguyễn Thị Hương"),
        (NAME, "Nguye\u0302\u0303n", "Nguyễn"),
        (NAME, "H'Hen Niê", "H'Hen Niê"),
        (NAME, "Jean-Pierre O’Neil Jr.", "Jean-Pierre O’Neil Jr."),
        (NAME, "\ufeffLê\u200b An", "Lê An"),
        (NUMBER, "15/QĐ-UBND", "15/QĐ-UBND"),
        (STORY, "dòng một\r\ndòng hai\r", "dòng một\ndòng hai"),
        (STORY, "x" * 100, "x" * 100),
    ],
)
def test_text_is_stored_in_one_spelling(kind: Kind, typed: str, stored: str) -> None:
    assert check(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (NAME, "A"),
        (NAME, "An 2"),
        (NAME, "<script>"),
        (NAME, "An\u202egnat"),
        (NAME, "An\0"),
        (NAME, "\udcff\udcfe"),
        (NAME, "An\ufffd"),
        (NAME, "x" * 201),
        (NAME, "x" * 1_000_000),
        (NAME, "\u200b\u200b\u200b"),
        (NUMBER, "15;DROP"),
        (STORY, "ngắn"),
        (STORY, "x" * 101),
        (STORY, {"a": 1}),
        (STORY, None),
    ],
)
def test_other_text_is_refused(kind: Kind, typed: object) -> None:
    with pytest.raises(Refused):
        check(kind, typed)


def test_the_limit_is_told_as_people_write_numbers() -> None:
    with pytest.raises(Refused) as refused:
        check(LongText(max_length=20_000), "x" * 20_001)
    assert refused.value.values == {"limit": "20.000"}
