"""Rules that look at several answers at once: how many rows, and names that stand elsewhere."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from forms import asked
from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.base import worded
from forms.kinds.numbers import value_of
from forms.kinds.repeat import Repeat
from forms.kinds.text import ShortText
from forms.places import found_at
from forms.procedure import Procedure, walk
from forms.rows_by import RowsBy
from forms.text import Text
from forms.vietnamese import search_key

Json = Any

NOT_AMONG = Text(
    "“{label}” chưa có trong những người đã ghi trong đơn. Hãy ghi đúng tên một người trong số đó.",
    "“{label}” is none of the people named in this form. Write the name of one of them.",
)


def faults(procedure: Procedure, kept: Mapping[str, Json]) -> Iterator[tuple[str, Text]]:
    """Give (path, message) for answers that do not fit one another; ``kept`` are those asked."""
    # A list that is too long is told by itself, without a look at its rows.
    kept = {
        key: value
        for key, value in kept.items()
        if key not in procedure.repeats or not procedure.repeats[key].is_refused(value)
    }
    if _counted(procedure):
        for section in asked.visible_sections(procedure, kept):
            for field in asked.visible_fields(section, kept):
                yield from _rows(field, kept)
    for path, field in _named(procedure):
        yield from _among(path, field, kept)


@lru_cache
def _counted(procedure: Procedure) -> bool:
    return any(repeat.rows_by for repeat in procedure.repeats.values())


@lru_cache
def _named(procedure: Procedure) -> tuple[tuple[str, Field], ...]:
    return tuple(
        (path, field)
        for path, field in walk(procedure.fields)
        if isinstance(field.kind, ShortText) and field.kind.among
    )


def people(by: RowsBy, kept: Mapping[str, Json]) -> int:
    """Count the people of whom the rows speak; blank rows were emptied before."""
    found = look_up(kept, by.of)
    if isinstance(found, list):
        return by.plus + sum(bool(row) for row in found)
    number = value_of(found)
    return by.plus + (0 if number is None else int(number))


def _rows(field: Field, kept: Mapping[str, Json]) -> Iterator[tuple[str, Text]]:
    repeat, rows = field.kind, kept.get(field.key, [])
    if not isinstance(repeat, Repeat) or not repeat.rows_by:
        return
    step = repeat.rows_by.step(people(repeat.rows_by, kept))
    given = sum(bool(row) for row in rows)
    if step and not step.least <= given <= step.most:
        yield field.key, step.message


def _among(path: str, field: Field, kept: Mapping[str, Json]) -> Iterator[tuple[str, Text]]:
    given = [
        (place, name)
        for place, name in found_at(kept, path)
        if isinstance(name, str) and not field.kind.is_blank(name)
    ]
    if not given or not isinstance(field.kind, ShortText):
        return
    known = {
        search_key(name)
        for source in field.kind.among
        for _, name in found_at(kept, source)
        if isinstance(name, str)
    }
    for place, name in given:
        if search_key(name) not in known:
            yield place, worded(NOT_AMONG, label=field.label)
