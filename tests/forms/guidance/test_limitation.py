"""How long one may complain: a table of days, obstacles and remote areas."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.faults import BrokenProcedures
from forms.guidance import limitation_file
from forms.guidance.limitation import Count, Known, Obstacle, UnknownRule, count

RULES = limitation_file.load()
TODAY = date(2026, 11, 22)
SATURDAY = 5
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
OBSTACLES = st.lists(
    st.tuples(DAYS, st.integers(0, 60)).map(
        lambda found: Obstacle(found[0], found[0] + timedelta(days=found[1]))
    ),
    max_size=4,
)


def working(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def counted(rule: str, known: Known, today: date = TODAY) -> Count:
    return count(RULES.rule(rule, TODAY), known, today=today, first_working=working)


def obstacle(start: str, end: str) -> Obstacle:
    return Obstacle(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("rule", "day", "last"),
    [
        ("complaint_first", "2026-05-06", "2026-08-04"),
        ("complaint_first", "2026-08-24", "2026-11-23"),  # Day 90 is a Sunday.
        ("discipline_first", "2026-11-02", "2026-11-17"),
        ("complaint_second", "2026-10-20", "2026-11-19"),
        ("discipline_second", "2026-11-02", "2026-11-12"),
        ("discipline_second_dismissal", "2026-10-20", "2026-11-19"),
    ],
)
def test_last_day_follows_the_rule(rule: str, day: str, last: str) -> None:
    assert counted(rule, Known(day=date.fromisoformat(day))).last_day == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("obstacles", "last"),
    [
        ([obstacle("2026-05-10", "2026-06-01")], "2026-08-27"),
        ([obstacle("2026-05-01", "2026-05-10")], "2026-08-10"),  # Four of ten days fall in.
        ([obstacle("2026-04-01", "2026-05-06")], "2026-08-04"),  # All before day one.
        ([obstacle("2026-08-05", "2026-08-20")], "2026-08-04"),  # After the end.
        ([obstacle("2026-08-04", "2026-08-05")], "2026-08-06"),  # From the last day on.
        (
            [obstacle("2026-05-10", "2026-05-19"), obstacle("2026-05-15", "2026-05-24")],
            "2026-08-19",
        ),
        (
            [obstacle("2026-08-01", "2026-08-05"), obstacle("2026-08-07", "2026-08-11")],
            "2026-08-14",
        ),
    ],
)
def test_days_of_obstacles_do_not_count(obstacles: list[Obstacle], last: str) -> None:
    found = counted("complaint_first", Known(day=date(2026, 5, 6), obstacles=obstacles))
    assert found.last_day == date.fromisoformat(last)


def test_obstacle_is_left_out_only_where_the_law_says_so() -> None:
    known = Known(day=date(2026, 10, 20), obstacles=[obstacle("2026-10-21", "2026-11-10")])
    assert counted("complaint_second", known).last_day == date(2026, 11, 19)


def test_remote_area_has_longer() -> None:
    known = Known(day=date(2026, 10, 20), remote=True)
    assert counted("complaint_second", known).last_day == date(2026, 12, 4)


def test_both_last_days_are_told_where_the_area_is_not_known() -> None:
    found = counted("complaint_second", Known(day=date(2026, 10, 20)))
    assert (found.last_day, found.remote_last_day) == (date(2026, 11, 19), date(2026, 12, 4))


@pytest.mark.parametrize(("today", "past"), [("2026-08-04", False), ("2026-08-05", True)])
def test_time_has_passed_the_day_after_the_last(today: str, *, past: bool) -> None:
    known = Known(day=date(2026, 5, 6))
    assert counted("complaint_first", known, date.fromisoformat(today)).is_past is past


def test_sum_is_told_line_by_line() -> None:
    known = Known(day=date(2026, 5, 6), obstacles=[obstacle("2026-05-10", "2026-06-01")])
    assert [line.en for line in counted("complaint_first", known).lines][1:] == [
        "Plus 90 days: until 04/08/2026.",
        "Obstacle from 10/05/2026 to 01/06/2026: 23 days do not count.",
        "Last day: 27/08/2026.",
    ]


@given(day=DAYS, obstacles=OBSTACLES)
def test_ninety_days_without_obstacle_pass(day: date, obstacles: list[Obstacle]) -> None:
    """Count again the slow way: day by day, those of obstacles left out."""
    rule = RULES.rule("complaint_first", TODAY)
    found = count(
        rule, Known(day=day, obstacles=obstacles), today=TODAY, first_working=lambda end: end
    )
    left, slow = rule.amount, day
    while left:
        slow += timedelta(days=1)
        left -= not any(one.start <= slow <= one.end for one in obstacles)
    assert found.last_day == slow


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("amount: 90", "amount: 0", "“amount”"),
        ("key: discipline_first", "key: complaint_first", "two rules “complaint_first”"),
        ("amount: 15", "effective_to: 2020-01-01\n    amount: 15", "ends before it begins"),
    ],
)
def test_broken_rules_are_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    text = Path(limitation_file.__file__).with_name("limitation.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "limitation.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures, match=what):
        limitation_file.load(broken)


def test_rule_that_is_not_in_force_is_unknown() -> None:
    with pytest.raises(UnknownRule):
        RULES.rule("complaint_first", date(2020, 1, 1))
