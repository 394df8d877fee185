"""Whether a filing may come too late: its procedure's limitation, applied to its answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.conditions import look_up
from forms.guidance import limitation_file
from forms.guidance.limitation import Count, FirstWorking, Known, Obstacle, UnknownRule, count
from forms.procedure import Limitation, Procedure
from forms.text import Text

Json = Any


def of(
    procedure: Procedure,
    answers: Mapping[str, Json],
    *,
    today: date,
    first_working: FirstWorking,
) -> Count | None:
    """Count what the answers allow to count; None where no day is known yet."""
    if procedure.limitation is None:
        return None
    for wanted in procedure.limitation.counts:
        start = _day(answers, wanted.start)
        if start is None or (wanted.when and not wanted.when.holds(answers)):
            continue
        known = Known(day=start, obstacles=_obstacles(procedure.limitation, answers))
        try:
            rule = limitation_file.load().rule(wanted.rule, today)
        except UnknownRule:  # It ended, and the legal officer has not written the next one yet.
            return None
        return count(rule, known, today=today, first_working=first_working)
    return None


def frozen(counted: Count) -> dict[str, Json]:
    """Write the count down as it is kept with a dossier."""
    return {
        "rule": counted.rule.key,
        "last_day": counted.last_day.isoformat(),
        "counted_on": counted.today.isoformat(),
        "past": counted.is_past,
        "citation": counted.rule.citation.text,
        "lines": [_both(line) for line in counted.lines],
    }


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _obstacles(limitation: Limitation, answers: Mapping[str, Json]) -> tuple[Obstacle, ...]:
    if not limitation.obstacle_from:
        return ()
    start, end = (
        _day(answers, path) for path in (limitation.obstacle_from, limitation.obstacle_to)
    )
    return (Obstacle(start, end),) if start and end and start <= end else ()


def _day(answers: Mapping[str, Json], path: str) -> date | None:
    value = look_up(answers, path)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
