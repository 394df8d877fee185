"""When an answer is due: a pure function of an event, a dated rule and the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from forms.procedure import Deadline
from forms.text import Text
from forms.vietnamese import format_date
from services.deadlines.working_days import WorkingCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# What arrives after office hours counts as received on the next working day: general practice,
# no article is known.
OFFICE_CLOSES = time(17, 0)

UNITS = {
    "working_days": Text("ngày làm việc", "working days"),
    "calendar_days": Text("ngày", "days"),
}


@dataclass(frozen=True)
class Due:
    """The last day of a term, the rule it follows, and why it is this day, line by line."""

    day: date
    rule: str
    citation: str
    lines: tuple[Text, ...]


def counted_from(moment: datetime, calendar: WorkingCalendar) -> date:
    """Tell the working day on which something that arrived at `moment` counts as received."""
    local = moment.astimezone(ZONE)
    if local.time() >= OFFICE_CLOSES:
        return next(calendar.working_days_after(local.date()))
    return calendar.first_working(local.date())


def due(deadline: Deadline, moment: datetime, calendar: WorkingCalendar) -> Due:
    """Count a deadline from the moment of its event."""
    start = counted_from(moment, calendar)
    count = (
        calendar.after_working_days
        if deadline.unit == "working_days"
        else calendar.after_calendar_days
    )
    day = count(start, deadline.amount)
    return Due(day, deadline.key, deadline.citation, _lines(deadline, moment, start, day))


def _lines(deadline: Deadline, moment: datetime, start: date, day: date) -> tuple[Text, ...]:
    local = moment.astimezone(ZONE)
    unit = UNITS[deadline.unit]
    arrived = Text(
        f"Cơ quan nhận được lúc {local:%H:%M} ngày {format_date(local.date())}.",
        f"The agency got it at {local:%H:%M} on {format_date(local.date())}.",
    )
    moved = Text(
        f"Ngoài giờ làm việc nên tính là nhận ngày {format_date(start)}.",
        f"Outside office hours, so it counts as received on {format_date(start)}.",
    )
    counted = Text(
        f"Cộng {deadline.amount:02d} {unit.vi}, ngày đầu tiên là ngày kế tiếp.",
        f"Plus {deadline.amount} {unit.en}; day one is the day after.",
    )
    ends = Text(f"Hạn cuối: {format_date(day)}.", f"Last day: {format_date(day)}.")
    return (arrived, counted, ends) if start == local.date() else (arrived, moved, counted, ends)
