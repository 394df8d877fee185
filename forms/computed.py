"""Values that the form works out by itself: a small set of sums over the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.conditions import is_blank, look_up
from forms.kinds.numbers import stored, value_of

Json = Any
TODAY = "today"


@dataclass(frozen=True)
class Count:
    """How many rows, choices or files there are."""

    field: str

    def result(self, scope: Mapping[str, Json], _today: date | None) -> Json:
        found = look_up(scope, self.field)
        return sum(not is_blank_row(item) for item in found) if isinstance(found, list) else 0


@dataclass(frozen=True)
class Sum:
    """The sum of numbers; a path through a list takes every row."""

    fields: tuple[str, ...]

    def result(self, scope: Mapping[str, Json], _today: date | None) -> Json:
        found = (value_of(raw) for path in self.fields for raw in _each(scope, path))
        return stored(sum((number for number in found if number is not None), Decimal(0)))


@dataclass(frozen=True)
class DaysBetween:
    """The days from one date to another; either may be today."""

    start: str
    end: str

    def result(self, scope: Mapping[str, Json], today: date | None) -> Json:
        start = _day(scope, self.start, today)
        end = _day(scope, self.end, today)
        return (end - start).days if start and end else None


@dataclass(frozen=True)
class Concat:
    """Texts one after the other."""

    fields: tuple[str, ...]

    def result(self, scope: Mapping[str, Json], _today: date | None) -> Json:
        found = (look_up(scope, path) for path in self.fields)
        words = [" ".join(text.split()) for text in found if isinstance(text, str)]
        return " ".join(word for word in words if word) or None


@dataclass(frozen=True)
class Age:
    """Full years since a date of birth."""

    field: str

    def result(self, scope: Mapping[str, Json], today: date | None) -> Json:
        born = _day(scope, self.field, today)
        if born is None or today is None or born > today:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


Expression = Count | Sum | DaysBetween | Concat | Age


def paths(expression: Expression) -> tuple[str, ...]:
    """Name the fields that a value is made of."""
    if isinstance(expression, Sum | Concat):
        return expression.fields
    if isinstance(expression, DaysBetween):
        return tuple(path for path in (expression.start, expression.end) if path != TODAY)
    return (expression.field,)


def is_blank_row(item: object) -> bool:
    if isinstance(item, Mapping):
        return all(is_blank_row(value) for value in item.values())
    return is_blank(item)


def _each(scope: Mapping[str, Json], path: str) -> Iterator[Json]:
    key, _, rest = path.partition(".")
    found = scope.get(key)
    if isinstance(found, list):
        yield from (look_up(row, rest) for row in found if isinstance(row, Mapping))
    else:
        yield look_up(scope, path)


def _day(scope: Mapping[str, Json], path: str, today: date | None) -> date | None:
    if path == TODAY:
        return today
    found = look_up(scope, path)
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
