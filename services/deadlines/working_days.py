"""Working-day arithmetic: a pure function of a day and the table of exceptional days.

Day 1 is the day after the event (BLDS 2015 Điều 147); a term in calendar days that ends on a day
off ends at the end of the next working day (Điều 148).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked: Monday to Friday, less days off, plus swapped-in days."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += ONE_DAY
            if self.is_working(day):
                yield day

    def first_working(self, day: date) -> date:
        """Give the day itself if it is worked, otherwise the next one that is."""
        return day if self.is_working(day) else next(self.working_days_after(day))

    def after_working_days(self, event: date, amount: int) -> date:
        """Give the last day of a term of `amount` working days that follows `event`."""
        return next(islice(self.working_days_after(event), amount - 1, None))

    def after_calendar_days(self, event: date, amount: int) -> date:
        return self.first_working(event + timedelta(days=amount))

    def working_days_left(self, today: date, last: date) -> int:
        """Count the working days up to `last`; below zero, the days by which it is passed."""
        if last <= today:
            return (last - today).days
        days = takewhile(lambda day: day <= last, self.working_days_after(today))
        return max(1, sum(1 for _ in days))
