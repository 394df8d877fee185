"""How the process that reads a workbook tells what it found: a line of JSON for each row."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from services.lists import refusals
from services.lists.refusals import ListRefused
from services.lists.tables import Cell, Formula, Line, Sheet

SHEET, LINE, REFUSED, END = "sheet", "line", "refused", "end"
# What may be wrong with a whole workbook.
REASONS = {
    "bomb": refusals.BOMB,
    "damaged": refusals.DAMAGED,
    "links": refusals.LINKS,
    "macros": refusals.MACROS,
    "not a list": refusals.NOT_A_LIST,
    "old or locked": refusals.OLD_OR_LOCKED,
    "too many sheets": refusals.TOO_MANY_SHEETS,
    "too wide": refusals.TOO_WIDE,
}
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
READERS: Mapping[str, Callable[[str], Cell]] = {
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "formula": lambda _: Formula(),
}


class Nonsense(Exception):
    """What was told is not what the reader of workbooks says."""


def told(sheets: Iterable[tuple[str, Iterable[Line]]]) -> Iterator[bytes]:
    """Write each line as it is read; a refusal ends everything."""
    try:
        for title, lines in sheets:
            yield _written(SHEET, title)
            for line in lines:
                yield _written(LINE, [line.number, [_cell(cell) for cell in line.cells]])
    except ListRefused as refused:
        yield _written(REFUSED, [_name(refused), refused.values])
    yield _written(END, None)


def understood(content: bytes) -> list[Sheet]:
    """Read back what was told.

    Raises:
        ListRefused: the reader refused the workbook.
        Nonsense: the reader was not in its senses.

    """
    try:
        return _sheets([json.loads(line) for line in content.splitlines()])
    except MALFORMED:
        raise Nonsense from None


def _written(what: str, value: object) -> bytes:
    return json.dumps([what, value]).encode() + b"\n"


def _name(refused: ListRefused) -> str:
    return next(name for name, reason in REASONS.items() if reason is refused.reason)


def _cell(cell: Cell) -> Any:
    if isinstance(cell, Formula):
        return ["formula", ""]
    if isinstance(cell, date):
        return ["moment" if isinstance(cell, datetime) else "day", cell.isoformat()]
    return cell


def _sheets(lines: list[Any]) -> list[Sheet]:
    found: list[tuple[str, list[Line]]] = []
    if not lines or lines[-1] != [END, None]:
        raise ValueError(END)
    for what, value in lines[:-1]:
        if what == REFUSED:
            raise ListRefused(REASONS[value[0]], **value[1])
        if what == SHEET:
            found.append((str(value), []))
        elif what == LINE:
            found[-1][1].append(Line(int(value[0]), tuple(map(_read, value[1]))))
        else:
            raise ValueError(what)
    return [Sheet(title, tuple(rows)) for title, rows in found]


def _read(cell: Any) -> Cell:
    if isinstance(cell, list):
        kind, value = cell
        return READERS[kind](value)
    if cell is None or isinstance(cell, str | int | float):
        return cell
    raise ValueError(type(cell))
