"""When an answer is due, and the sum that says why."""

from datetime import UTC, date, datetime

import pytest

from services.deadlines import calendar, clock
from services.resources import Resources
from tests.filing import COMPLAINT

# Friday 20/11/2026 in Vietnam; Tuesday 24/11 is a holiday.
MORNING = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
JUST_BEFORE_CLOSING = datetime(2026, 11, 20, 9, 59, 59, tzinfo=UTC)
AT_CLOSING = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATE_IN_THE_EVENING = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)  # 00:30 on Friday in Vietnam.


def due(resources: Resources, moment: datetime, key: str = "acceptance") -> clock.Due:
    deadline = resources.catalogue.get(COMPLAINT, date(2026, 11, 20)).deadline(key)
    assert deadline is not None
    with resources.database.transaction() as session:
        return clock.due(deadline, moment, calendar.read(session))


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (LATE_IN_THE_EVENING, date(2026, 12, 2)),
        (MORNING, date(2026, 12, 2)),
        (JUST_BEFORE_CLOSING, date(2026, 12, 2)),
        (AT_CLOSING, date(2026, 12, 3)),
        (SATURDAY, date(2026, 12, 3)),
    ],
)
def test_acceptance_is_due(resources: Resources, moment: datetime, last: date) -> None:
    assert due(resources, moment).day == last


def test_settlement_counts_calendar_days(resources: Resources) -> None:
    # Thirty days on is Sunday 20/12/2026.
    assert due(resources, MORNING, "settlement").day == date(2026, 12, 21)


def test_sum_tells_that_office_hours_were_over(resources: Resources) -> None:
    lines = [line.vi for line in due(resources, AT_CLOSING).lines]
    assert "Ngoài giờ làm việc nên tính là nhận ngày 23/11/2026." in lines


def test_sum_ends_with_the_last_day(resources: Resources) -> None:
    assert due(resources, MORNING).lines[-1].vi == "Hạn cuối: 02/12/2026."


def test_day_that_an_administrator_adds_moves_the_deadline(resources: Resources) -> None:
    swapped = calendar.ExceptionalDay(date(2026, 11, 23), "swap_off", "Nghỉ hoán đổi", "?", "?")
    with resources.database.transaction() as session:
        calendar.put(session, swapped)
    moved = due(resources, MORNING).day
    with resources.database.transaction() as session:
        calendar.remove(session, swapped.day)
    assert moved == date(2026, 12, 3)


def test_seeding_again_keeps_what_an_administrator_changed(resources: Resources) -> None:
    changed = calendar.ExceptionalDay(date(2026, 11, 24), "swap_work", "Làm việc", "?", "?")
    listed = calendar.ExceptionalDay(
        date(2026, 11, 24), "holiday", "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16", "S"
    )
    with resources.database.transaction() as session:
        calendar.put(session, changed)
        calendar.seed(session, [listed])
        kept = calendar.read(session)
        calendar.put(session, listed)
    assert kept.is_working(changed.day)
