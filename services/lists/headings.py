"""Find the row of headings, and which column of the table answers which question."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from forms import columns
from forms.columns import Column
from forms.kinds.repeat import Repeat
from services.lists.cells import written
from services.lists.refusals import MISSING_COLUMNS, NO_HEADINGS, TWICE, ListRefused
from services.lists.tables import Line, Sheet

LOOKED_AT = 15  # Titles and notes may stand above the headings.
NUMBERING = frozenset({"stt", "so tt", "tt", "no", "so thu tu"})
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Headed:
    """A table whose headings are understood: position → column, and what is left out."""

    sheet: Sheet
    lines: tuple[Line, ...]
    columns: dict[int, Column]
    ignored: tuple[str, ...]


def find(repeat: Repeat, sheets: Iterable[Sheet]) -> Headed:
    """Take the sheet that has most of the headings.

    Raises:
        ListRefused: no sheet has any, one that each row needs is missing, or one is there twice.

    """
    wanted = columns.of(repeat)
    names = columns.by_name(wanted)
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for place, line in enumerate(sheet.lines[:LOOKED_AT]):
            known = {names[name] for name in _said(line) if name in names}
            if known and (best is None or len(known) > best[0]):
                best = len(known), sheet, place
    if best is None:
        raise ListRefused(NO_HEADINGS, wanted=_listed(wanted))
    _, sheet, place = best
    found = _columns(sheet.lines[place], names)
    _check(wanted, found)
    ignored = [
        written(cell)[:LONGEST_SHOWN]
        for number, cell in enumerate(sheet.lines[place].cells)
        if number not in found and columns.plain(written(cell)) not in NUMBERING | {""}
    ]
    return Headed(sheet, sheet.lines[place + 1 :], found, tuple(ignored))


def _said(line: Line) -> list[str]:
    return [columns.plain(written(cell)) for cell in line.cells]


def _columns(line: Line, names: columns.ByName) -> dict[int, Column]:
    return {
        number: names[name] for number, name in enumerate(_said(line)) if name in names and name
    }


def _check(wanted: tuple[Column, ...], found: dict[int, Column]) -> None:
    claims = Counter(found.values())
    for column, count in claims.items():
        if count > 1:
            raise ListRefused(TWICE, heading=column.heading.vi)
    missing = tuple(column for column in wanted if column.is_needed and column not in claims)
    if missing:
        raise ListRefused(MISSING_COLUMNS, missing=_listed(missing))


def _listed(found: tuple[Column, ...]) -> str:
    return ", ".join(f"“{column.heading.vi}”" for column in found)
