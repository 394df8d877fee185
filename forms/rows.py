"""The buttons that add and remove rows, for a browser without JavaScript."""

from collections.abc import Mapping
from typing import Any

from forms.computed import is_blank_row
from forms.html import FormData
from forms.kinds.repeat import Repeat
from forms.procedure import Section

Json = Any

ADD = "add_row"
REMOVE = "remove_row"
FROM_FILE = "from_file"


def pressed(formdata: FormData) -> bool:
    """Tell whether the page was posted to change its rows, not to go on."""
    return any(button in formdata for button in (ADD, REMOVE, FROM_FILE))


def press(section: Section, raw: Mapping[str, Json], formdata: FormData) -> dict[str, Json]:
    """Do what the pressed button says to the raw answers of the section.

    ``raw`` is what ``forms.html.read`` gave for the same post; a button that the page does not
    have changes nothing.
    """
    changed = dict(raw)
    repeats = {field.key: field.kind for field in section.fields if isinstance(field.kind, Repeat)}
    for key in formdata.getlist(ADD)[:1]:
        if key in repeats:
            changed[key] = _with_one_more(repeats[key], raw.get(key))
    for place in formdata.getlist(REMOVE)[:1]:
        key, _, number = str(place).rpartition(".")
        if key in repeats:
            changed[key] = _without(raw.get(key), number)
    return changed


def filled(rows: Json) -> list[Json]:
    """Give the rows in which something was answered."""
    given = list(rows) if isinstance(rows, list) else []
    return [row for row in given if not is_blank_row(row)]


def _with_one_more(repeat: Repeat, rows: Json) -> list[Json]:
    given = list(rows) if isinstance(rows, list) else []
    return [*given, {}] if len(given) < repeat.max_rows else given


def _without(rows: Json, number: str) -> list[Json]:
    given = list(rows) if isinstance(rows, list) else []
    return [row for place, row in enumerate(given) if str(place) != number]
