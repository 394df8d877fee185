"""Computed values as the procedure file writes them."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from forms.computed import Age, Concat, Count, DaysBetween, Expression, Sum
from forms.own_field import OwnField

BOTH_ENDS = 2
HOW_TO = (
    "write {count: field}, {sum: list.field} or {sum: [a, b]}, {days_between: [from, to]}, "
    "{concat: [a, b]} or {age: date_of_birth}"
)


class ValueFile(OwnField[Expression]):
    """One expression; see ``forms.computed``."""

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Expression:
        found = parse(value)
        if found is None:
            raise ma.ValidationError(f"“value” is not a computed value | {HOW_TO}")
        return found


def parse(value: object) -> Expression | None:
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    ((word, about),) = value.items()
    one = about if isinstance(about, str) and about else ""
    several = _names(about)
    made: Mapping[str, Expression | None] = {
        "count": Count(one) if one else None,
        "age": Age(one) if one else None,
        "sum": Sum(several or (one,)) if several or one else None,
        "concat": Concat(several) if several else None,
        "days_between": DaysBetween(*several) if len(several) == BOTH_ENDS else None,
    }
    return made.get(str(word))


def _names(about: object) -> tuple[str, ...]:
    if not isinstance(about, list) or not all(isinstance(name, str) and name for name in about):
        return ()
    return tuple(about)
