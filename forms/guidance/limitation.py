"""The time within which one may complain: a pure function of a dated rule and of days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.procedure import Citation
from forms.text import NO_TEXT, Text
from forms.vietnamese import format_date

ONE_DAY = timedelta(days=1)
FirstWorking = Callable[[date], date]  # The day itself if it is worked, otherwise the next.

BEGAN = Text(
    "{what}: {known}. Ngày đầu tiên được tính là {first}.",
    "{what}: {known}. Day one is {first}.",
)
PLUS = Text("Cộng {amount} ngày: đến hết ngày {day}.", "Plus {amount} days: until {day}.")
LEFT_OUT = Text(
    "Trở ngại từ {start} đến {end}: không tính {days} ngày.",
    "Obstacle from {start} to {end}: {days} days do not count.",
)
NOT_LEFT_OUT = Text(
    "Thời gian trở ngại chưa được trừ ở đây. Hãy ghi lý do vào đơn; cơ quan sẽ xem xét.",
    "Obstacles are not left out here. Write your reason; the agency will consider it.",
)
MOVED = Text(
    "Ngày đó là ngày nghỉ, nên tính đến hết ngày làm việc kế tiếp.",
    "That is a day off, so it lasts until the next working day.",
)
LAST = Text("Ngày cuối cùng: {day}.", "Last day: {day}.")
REMOTE = Text(
    "Ở vùng sâu, vùng xa là {amount} ngày, ngày cuối cùng: {day}.",
    "In a remote area it is {amount} days, last day: {day}.",
)


class UnknownRule(Exception):
    """No rule of this key is in force on that day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """So many days from an event; more in a remote area, if the law says so.

    obstacles: whether the law leaves out the days on which something kept the person away
    """

    key: str
    title: Text
    start: Text
    amount: int
    citation: Citation
    effective_from: date
    effective_to: date | None = None
    remote_amount: int | None = None
    obstacles: bool = False
    note: Text = NO_TEXT

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True, order=True)
class Obstacle:
    """Days, both included, on which something kept the person from complaining."""

    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the count starts from; remote is None where nobody has said."""

    day: date
    obstacles: Sequence[Obstacle] = ()
    remote: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Count:
    """The last day, and how it was counted, line by line; it warns and never blocks."""

    rule: Rule
    last_day: date
    lines: tuple[Text, ...]
    today: date
    remote_last_day: date | None = None

    @property
    def is_past(self) -> bool:
        return self.today > self.last_day

    @property
    def days_left(self) -> int:
        return (self.last_day - self.today).days


def count(rule: Rule, known: Known, *, today: date, first_working: FirstWorking) -> Count:
    """Count a limitation from the day of knowledge; day one is the day after."""
    amount = rule.remote_amount if known.remote and rule.remote_amount else rule.amount
    lines = [
        _began(rule, known.day),
        _filled(PLUS, amount=amount, day=known.day + amount * ONE_DAY),
    ]
    end, left_out = _end(rule, known, amount)
    lines += left_out
    if known.obstacles and not rule.obstacles:
        lines.append(NOT_LEFT_OUT)
    last = first_working(end)
    if last != end:
        lines.append(MOVED)
    lines.append(_filled(LAST, day=last))
    remote = None
    if rule.remote_amount and known.remote is None:
        remote = first_working(_end(rule, known, rule.remote_amount)[0])
        lines.append(_filled(REMOTE, amount=rule.remote_amount, day=remote))
    return Count(rule=rule, last_day=last, lines=tuple(lines), today=today, remote_last_day=remote)


def _end(rule: Rule, known: Known, amount: int) -> tuple[date, list[Text]]:
    """Move the end by the days of obstacles that fall into the time."""
    end = known.day + amount * ONE_DAY
    lines = []
    for obstacle in merged(known.obstacles) if rule.obstacles else ():
        first = max(obstacle.start, known.day + ONE_DAY)
        if first > end or first > obstacle.end:
            continue
        days = (obstacle.end - first).days + 1
        end += days * ONE_DAY
        lines.append(_filled(LEFT_OUT, start=obstacle.start, end=obstacle.end, days=days))
    return end, lines


def merged(obstacles: Sequence[Obstacle]) -> Iterator[Obstacle]:
    """Join what overlaps or touches, so that no day is left out twice."""
    held: Obstacle | None = None
    for obstacle in sorted(obstacles):
        if held and obstacle.start <= held.end + ONE_DAY:
            held = Obstacle(held.start, max(held.end, obstacle.end))
        else:
            if held:
                yield held
            held = obstacle
    if held:
        yield held


def _began(rule: Rule, day: date) -> Text:
    known, first = format_date(day), format_date(day + ONE_DAY)
    return Text(
        BEGAN.vi.format(what=rule.start.vi, known=known, first=first),
        BEGAN.en.format(what=rule.start.in_language("en"), known=known, first=first),
    )


def _filled(text: Text, **values: object) -> Text:
    shown = {
        key: format_date(value) if isinstance(value, date) else value
        for key, value in values.items()
    }
    return text.format(**shown)
