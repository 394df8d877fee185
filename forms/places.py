"""Answers by the path of their field, through blocks and rows."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Any


def found_at(answers: object, path: str, place: str = "") -> Iterator[tuple[str, Json]]:
    """Find each answer of a field with its very place: one, or one for each row."""
    key, _, rest = path.partition(".")
    if not isinstance(answers, Mapping) or key not in answers:
        return
    here = f"{place}{key}"
    value = answers[key]
    if not rest:
        yield here, value
    elif isinstance(value, list):
        for number, row in enumerate(value):
            yield from found_at(row, rest, f"{here}.{number}.")
    else:
        yield from found_at(value, rest, f"{here}.")
