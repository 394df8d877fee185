"""Where in the answers a file is named."""

from collections.abc import Iterator
from typing import Any

from services.web.api import words
from services.web.api.refusals import RequestRefused, Wrong, pointer


def not_found(
    answers: Any, ids: frozenset[str], why: object = words.UNKNOWN_FILE
) -> RequestRefused:
    """Tell which answers name files that are not there, or cannot be taken."""
    places = sorted(pointer(place) for place in _places(answers, ids, ("answers",)))
    return RequestRefused([Wrong(place, why) for place in places])


def _places(value: Any, ids: frozenset[str], place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, ids, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, ids, (*place, str(index)))
    elif isinstance(value, str) and value in ids:
        yield place
