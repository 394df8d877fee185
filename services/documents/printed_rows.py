"""Frozen answers as they are printed: rows, statements, and lists as tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration
from forms.procedure import Procedure
from pdf_templates.contexts import PrintedRow, PrintedTable

Row = Mapping[str, Any]
IN_LIST = re.compile(r"(?P<list>[^.]+)\.(?P<number>[0-9]+)\.(?P<column>.+)")
MOST_COLUMNS = 6  # More would be too narrow to read; such a list is printed row by row.


def printed(rows: Iterable[Row], procedure: Procedure) -> Iterator[PrintedRow | PrintedTable]:
    """Print what was answered; files are listed elsewhere."""
    answered = (row for row in rows if row["value"] and not row["files"])
    for name, group in groupby(answered, _list_of):
        found = list(group)
        columns = _columns(found)
        if name in procedure.repeats and len(columns) <= MOST_COLUMNS:
            yield _table(found, columns, _field_label(procedure, name), procedure.repeats[name])
        else:
            yield from (_row(row, procedure) for row in found)


def _list_of(row: Row) -> str:
    found = IN_LIST.fullmatch(row["key"])
    return found["list"] if found else ""


def _place(row: Row) -> tuple[int, str]:
    found = IN_LIST.fullmatch(row["key"])
    return (int(found["number"]), found["column"]) if found else (0, row["key"])


def _columns(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_place(row)[1] for row in rows))


def _table(
    rows: Sequence[Row], columns: tuple[str, ...], label: str, repeat: Repeat
) -> PrintedTable:
    cells = {_place(row): "; ".join(_lines(row)) for row in rows}
    heads = {_place(row)[1]: _head(row, repeat) for row in rows}
    numbers = dict.fromkeys(number for number, _ in cells)
    return PrintedTable(
        label=label,
        columns=tuple(heads[column] for column in columns),
        lines=tuple(
            tuple(cells.get((number, column), "") for column in columns) for number in numbers
        ),
    )


def _head(row: Row, repeat: Repeat) -> str:
    """Take the name of the row off the label: the table says it once."""
    name = repeat.row_label(_place(row)[0]).vi
    return str(row["printed"]).removeprefix(f"{name}: ")


def _row(row: Row, procedure: Procedure) -> PrintedRow:
    if _is_statement(procedure, row["key"]):
        return PrintedRow(label="", value_lines=(row["label"]["vi"],))
    return PrintedRow(label=row["printed"], value_lines=_lines(row))


def _is_statement(procedure: Procedure, key: str) -> bool:
    """Tell a declaration that is printed as it reads from one with a short name for print."""
    own = (field for field in procedure.fields if field.key == key and not field.printed)
    return any(isinstance(field.kind, Declaration) for field in own)


def _field_label(procedure: Procedure, key: str) -> str:
    return next(field.printed or field.label.vi for field in procedure.fields if field.key == key)


def _lines(row: Row) -> tuple[str, ...]:
    return tuple(line["vi"] for line in row["value"])
