"""Days and times as officers type them."""

from datetime import date

import pytest

from forms.kinds.base import Refused
from forms.text import Text
from forms.workflow import Input
from services.dossiers import appointed

DAY = Input(key="day", kind="day", label=Text("Ngày tiếp"))
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed", ["5/1/2027", "05.01.2027", "05-01-2027", "2027-01-05", " 5 1 2027"]
)
def test_a_day_is_kept_in_one_form(typed: str) -> None:
    assert appointed.day(typed) == "2027-01-05"


@pytest.mark.parametrize(
    "typed", ["31/02/2027", "mai", "5/1", "0/0/0000", "9" * 20, 5, ["5/1/2027"]]
)
def test_what_is_no_day_is_refused(typed: object) -> None:
    with pytest.raises(Refused):
        appointed.day(typed)


@pytest.mark.parametrize("typed", ["8:30", "08h30", "8g30", "08.30"])
def test_a_time_is_kept_in_one_form(typed: str) -> None:
    assert appointed.time(typed) == "08:30"


@pytest.mark.parametrize("typed", ["24:00", "8:60", "sáng", "8", 8])
def test_what_is_no_time_is_refused(typed: object) -> None:
    with pytest.raises(Refused):
        appointed.time(typed)


@pytest.mark.parametrize("nothing", ["", None, "  "])
def test_nothing_stays_nothing(nothing: str | None) -> None:
    assert (appointed.day(nothing), appointed.time(nothing)) == ("", "")


def test_a_day_that_has_passed_is_refused() -> None:
    with pytest.raises(Refused):
        appointed.check_ahead(DAY, "2026-11-21", TODAY)


def test_today_is_not_past() -> None:
    appointed.check_ahead(DAY, "2026-11-22", TODAY)


def test_a_day_is_shown_as_people_write_it() -> None:
    assert appointed.shown(DAY, "2027-01-05") == "05/01/2027"
