"""Dates, whole and in part."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.kinds.base import Refused
from forms.kinds.dates import (
    INCOMPLETE,
    NO_YEAR,
    NOT_A_DATE,
    TOO_EARLY,
    TOO_LATE,
    PartialDate,
    WholeDate,
    shown_parts,
)
from forms.text import Text

TODAY = date(2026, 11, 22)
PAST = WholeDate(latest="today", earliest="2000-01-01", not_before="begin")


def posted(day: str, month: str, year: str) -> dict[str, list[str]]:
    parts = MultiDict({"when.day": day, "when.month": month, "when.year": year})
    return dict(parts.lists())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-11-23", TOO_LATE),
        ("1999-12-31", TOO_EARLY),
        ("2026-01-31", TOO_EARLY),
        ("2026-02-30", NOT_A_DATE),
        ("20260201", NOT_A_DATE),
        (20260201, NOT_A_DATE),
        ({"day": "1", "month": "2", "year": ""}, INCOMPLETE),
        ({"day": "1", "month": "hai", "year": "2026"}, NOT_A_DATE),
    ],
)
def test_a_wrong_date_is_told_in_its_own_words(value: object, message: Text) -> None:
    with pytest.raises(Refused) as refused:
        PAST.check(value, TODAY, {"begin": "2026-02-01"})
    assert refused.value.message == message


@pytest.mark.parametrize("begin", ["", "x", None, {"day": "1"}, 7])
def test_an_unreadable_earlier_date_sets_no_limit(begin: object) -> None:
    assert PAST.check("2026-01-31", TODAY, {"begin": begin}) == "2026-01-31"


@pytest.mark.parametrize("parts", [("5", "1", "2026"), ("05", "01", "2026"), (" 5", "1 ", "2026")])
def test_three_boxes_make_a_date(parts: tuple[str, str, str]) -> None:
    assert WholeDate().read("when", posted(*parts)) == "2026-01-05"


@pytest.mark.parametrize("parts", [("5", "", "2026"), ("5", "một", "2026"), ("005", "1", "2026")])
def test_what_is_no_date_is_kept_as_typed(parts: tuple[str, str, str]) -> None:
    raw = WholeDate().read("when", posted(*parts))
    assert shown_parts(raw) == dict(zip(("day", "month", "year"), parts, strict=True))


def test_three_empty_boxes_are_no_answer() -> None:
    assert WholeDate().is_blank(WholeDate().read("when", posted("", " ", "")))


@pytest.mark.parametrize(
    ("parts", "stored"),
    [
        (("", "", "2026"), "2026"),
        (("", "3", "2026"), "2026-03"),
        (("9", "3", "2026"), "2026-03-09"),
    ],
)
def test_part_of_a_date_is_enough_where_allowed(parts: tuple[str, str, str], stored: str) -> None:
    kind = PartialDate(latest="today")
    assert kind.check(kind.read("when", posted(*parts)), TODAY, {}) == stored


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"day": "5", "month": "3", "year": ""}, NO_YEAR),
        ({"day": "5", "month": "", "year": "2026"}, NOT_A_DATE),
        ("2027", TOO_LATE),
        ("1700", TOO_EARLY),
        ("2026-13", NOT_A_DATE),
    ],
)
def test_a_wrong_part_of_a_date_is_told(value: object, message: Text) -> None:
    with pytest.raises(Refused) as refused:
        PartialDate(latest="today").check(value, TODAY, {})
    assert refused.value.message == message
