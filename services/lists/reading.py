"""Read a list that was sent as a file: which rows are right, and what is wrong in the others."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from forms import answers, columns
from forms.columns import Column
from forms.fields import Field
from forms.kinds.repeat import Repeat
from forms.text import Text
from services.lists import cells, delimited, headings, samples, workbooks
from services.lists.cells import CellRefused
from services.lists.headings import Headed
from services.lists.refusals import (
    EMPTY,
    NO_ROWS,
    OLD_OR_LOCKED,
    TOO_LARGE,
    TOO_MANY_ROWS,
    ListRefused,
)
from services.lists.tables import Line, Sheet

Row = dict[str, Any]

MOST_BYTES = 5 * 1024**2
MOST_ZEROS = 4
PACKAGE = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Also how a workbook with a password begins.

NOWHERE = Sheet("", ())

COMPLETED = Text(
    "“{heading}”: đã thêm số 0 ở đầu mà bảng tính bỏ mất, thành {value}. Hãy so lại.",
    "“{heading}”: the zero that the spreadsheet dropped was put back: {value}. Check it.",
)


@dataclass(frozen=True)
class Remark:
    """Something about one cell, by the number of the line and the heading of the column."""

    line: int
    heading: Text
    message: Text


@dataclass(frozen=True)
class Proposal:
    """What a file offers: the rows that pass, as raw answers, and what is wrong in the rest."""

    rows: tuple[Row, ...]
    faults: tuple[Remark, ...]
    repairs: tuple[Remark, ...]
    ignored: tuple[str, ...]
    left_out: int  # Rows with a fault.
    is_example_left_out: bool


@dataclass(frozen=True)
class _Read:
    """One line as raw answers, with what cannot be understood."""

    line: int
    row: Row
    faults: tuple[Remark, ...]
    repairs: tuple[Remark, ...]


def propose(field: Field, stream: BinaryIO, around: Mapping[str, Any], *, today: date) -> Proposal:
    """Read the file for a list of rows; ``around`` are the other answers of the form.

    Raises:
        ListRefused: the file as a whole cannot be used.

    """
    repeat = _repeat(field)
    headed = _headed(repeat, stream)
    # The example of the template may stand among them.
    if len(headed.lines) > repeat.max_rows + 1:
        raise ListRefused(TOO_MANY_ROWS, limit=repeat.max_rows)
    read = [_line(line, headed, columns.of(repeat)) for line in headed.lines]
    sample = _sample(field)
    rows = [one for one in read if one.row != sample or one.faults]
    if not rows:
        raise ListRefused(NO_ROWS)
    if len(rows) > repeat.max_rows:
        raise ListRefused(TOO_MANY_ROWS, limit=repeat.max_rows)
    faults = _faults(field, rows, around, today)
    wrong = {fault.line for fault in faults}
    return Proposal(
        rows=tuple(one.row for one in rows if one.line not in wrong),
        faults=faults,
        repairs=tuple(note for one in rows if one.line not in wrong for note in one.repairs),
        ignored=headed.ignored,
        left_out=len(wrong),
        is_example_left_out=len(rows) < len(read),
    )


def _repeat(field: Field) -> Repeat:
    if not isinstance(field.kind, Repeat):
        raise TypeError(field.key)
    return field.kind


def _headed(repeat: Repeat, stream: BinaryIO) -> Headed:
    """Tell by its content what the file is, and find the headings in it."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise ListRefused(EMPTY)
    if size > MOST_BYTES:
        raise ListRefused(TOO_LARGE, limit=f"{MOST_BYTES // 1024**2} MB")
    head = stream.read(len(OLD_WORKBOOK))
    stream.seek(0)
    if head.startswith(OLD_WORKBOOK):
        raise ListRefused(OLD_OR_LOCKED)
    if head.startswith(PACKAGE):
        return headings.find(repeat, workbooks.sheets(stream, most_lines=_most_lines(repeat)))
    return headings.find(repeat, delimited.sheets(stream.read()))


def _most_lines(repeat: Repeat) -> int:
    """Count the lines that can matter: headings and what stands above, an example, one too many."""
    return headings.LOOKED_AT + 1 + repeat.max_rows + 1


def _line(line: Line, headed: Headed, wanted: tuple[Column, ...]) -> _Read:
    """Understand a line in the order of the questions: some look at an answer before them."""
    places = {column: number for number, column in headed.columns.items()}
    row: Row = {}
    faults: list[Remark] = []
    repairs: list[Remark] = []
    for column in wanted:
        number = places.get(column, len(line.cells))
        cell = line.cells[number] if number < len(line.cells) else None
        block = _block(row, column)
        try:
            raw = cells.raw_answer(column.field, cell, block)
        except CellRefused as refused:
            faults.append(Remark(line.number, column.heading, refused.message))
            raw = ""
        if raw in _with_zeros(cells.written(cell)):
            told = COMPLETED.format(heading=column.heading.vi, value=raw)
            repairs.append(Remark(line.number, column.heading, told))
        block[column.path[-1]] = raw
    return _Read(line.number, row, tuple(faults), tuple(repairs))


def _with_zeros(typed: str) -> tuple[str, ...]:
    return tuple("0" * count + typed for count in range(1, MOST_ZEROS + 1)) if typed else ()


def _block(row: Row, column: Column) -> Row:
    found = row
    for key in column.path[:-1]:
        found = found.setdefault(key, {})
    return found


def _sample(field: Field) -> Row:
    """Give the example row of the template as it is read back: nobody means to send it."""
    repeat = _repeat(field)
    wanted = columns.of(repeat)
    line = Line(0, tuple(samples.cells(field, repeat, "vi")))
    return _line(line, Headed(NOWHERE, (), dict(enumerate(wanted)), ()), wanted).row


def _faults(
    field: Field, rows: list[_Read], around: Mapping[str, Any], today: date
) -> tuple[Remark, ...]:
    """List all that is wrong, a cell that was not understood before any other fault of it."""
    checked = answers.check_rows(field, [one.row for one in rows], around, today=today)
    named = {".".join(column.path): column.heading for column in columns.of(_repeat(field))}
    found = {(one.line, fault.heading.vi): fault for one in reversed(rows) for fault in one.faults}
    for path, message in checked.errors.items():
        key, _, rest = path.partition(".")
        number, _, inner = rest.partition(".")
        if key == field.key and number.isdecimal():
            line = rows[int(number)].line
            heading = named.get(inner, field.label)
            found.setdefault((line, heading.vi), Remark(line, heading, message))
    order = {heading.vi: place for place, heading in enumerate(named.values())}
    return tuple(
        sorted(found.values(), key=lambda fault: (fault.line, order.get(fault.heading.vi, -1)))
    )
