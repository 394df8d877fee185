"""Working days: Tết, days that are swapped, days that make up for a weekend."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import codelists
from services.deadlines.working_days import WorkingCalendar

LISTED = codelists.calendar_days()
CALENDAR = WorkingCalendar(
    off=frozenset(day.day for day in LISTED if day.type != "swap_work"),
    worked=frozenset(day.day for day in LISTED if day.type == "swap_work"),
)
DAYS = st.dates(date(2025, 12, 1), date(2027, 12, 31))
AMOUNTS = st.integers(1, 60)

# Event, working days, last day.
TERMS = [
    (date(2026, 11, 16), 5, date(2026, 11, 23)),  # Nothing in between but a weekend.
    (date(2026, 11, 20), 7, date(2026, 12, 2)),  # Over 24/11, Vietnam's day of culture.
    (date(2026, 11, 23), 1, date(2026, 11, 25)),  # The next day is that holiday.
    (date(2026, 2, 13), 1, date(2026, 2, 23)),  # From the Friday before Tết over the whole week.
    (date(2026, 2, 11), 7, date(2026, 2, 27)),
    (date(2026, 1, 1), 1, date(2026, 1, 5)),  # 02/01 was swapped against Saturday 10/01.
    (date(2026, 1, 8), 2, date(2026, 1, 10)),  # A Saturday that is worked.
    (date(2026, 8, 21), 1, date(2026, 8, 22)),  # Likewise.
    (date(2026, 8, 28), 1, date(2026, 9, 3)),  # 31/8 swapped away, 1/9 and 2/9 are holidays.
    (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on a Sunday: Monday makes up for it.
    (date(2026, 4, 29), 1, date(2026, 5, 4)),  # 30/4 and 1/5.
    (date(2026, 12, 31), 1, date(2027, 1, 4)),
]

# Event, calendar days, last day: an end on a day off moves to the next working day.
CALENDAR_TERMS = [
    (date(2026, 11, 20), 10, date(2026, 11, 30)),
    (date(2026, 11, 14), 10, date(2026, 11, 25)),  # 24/11 is a holiday.
    (date(2026, 1, 17), 30, date(2026, 2, 23)),  # Ends in Tết.
    (date(2026, 7, 23), 30, date(2026, 8, 22)),  # Ends on a Saturday that is worked.
    (date(2026, 7, 24), 30, date(2026, 8, 24)),  # Ends on a Sunday.
]


@pytest.mark.parametrize(("event", "amount", "last"), TERMS)
def test_term_in_working_days_ends(event: date, amount: int, last: date) -> None:
    assert CALENDAR.after_working_days(event, amount) == last


@pytest.mark.parametrize(("event", "amount", "last"), CALENDAR_TERMS)
def test_term_in_calendar_days_ends(event: date, amount: int, last: date) -> None:
    assert CALENDAR.after_calendar_days(event, amount) == last


@given(DAYS, AMOUNTS)
def test_term_ends_on_a_day_that_is_worked(event: date, amount: int) -> None:
    ends = (
        CALENDAR.after_working_days(event, amount),
        CALENDAR.after_calendar_days(event, amount),
    )
    assert all(map(CALENDAR.is_working, ends))


@given(DAYS, AMOUNTS)
def test_term_holds_as_many_working_days_as_it_says(event: date, amount: int) -> None:
    last = CALENDAR.after_working_days(event, amount)
    between = [event + timedelta(days=n) for n in range(1, (last - event).days + 1)]
    assert sum(map(CALENDAR.is_working, between)) == amount


@given(DAYS, AMOUNTS)
def test_later_event_never_ends_earlier(event: date, amount: int) -> None:
    next_day = event + timedelta(days=1)
    assert CALENDAR.after_working_days(next_day, amount) >= CALENDAR.after_working_days(
        event, amount
    )


def test_saturday_that_is_worked_and_off_is_worked() -> None:
    saturday = date(2026, 8, 22)
    calendar = WorkingCalendar(off=frozenset({saturday}), worked=frozenset({saturday}))
    assert calendar.is_working(saturday)
