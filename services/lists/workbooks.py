"""Read the sheets of an Excel workbook: values only, no formula is ever worked out."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook

from services.lists import packages
from services.lists.refusals import DAMAGED, TOO_WIDE, ListRefused
from services.lists.tables import MOST_COLUMNS, MOST_LINES, Cell, Formula, Line, Sheet, is_blank

FORMULA = "f"
PLAIN = (str, bool, int, float, date, datetime)
# What openpyxl says about a workbook that is not as the standard has it; a parser's own error
# is a SyntaxError.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)


def sheets(stream: BinaryIO) -> Iterator[Sheet]:
    """Give the visible sheets in their order, each read when it is asked for.

    Raises:
        ListRefused: it is no workbook that is taken, or it is damaged.

    """
    packages.check(stream)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield Sheet(sheet.title, tuple(_lines(sheet)))
    except BROKEN:
        raise ListRefused(DAMAGED) from None


def _lines(sheet: Any) -> Iterator[Line]:
    # The size that a sheet claims may be wrong.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS + 1)
    for number, row in enumerate(rows, start=1):
        cells = tuple(_cell(cell) for cell in row)
        if any(not is_blank(cell) for cell in cells[MOST_COLUMNS:]):
            raise ListRefused(TOO_WIDE, limit=MOST_COLUMNS)
        if any(not is_blank(cell) for cell in cells):
            yield Line(number, cells)


def _cell(cell: Any) -> Cell:
    if cell.data_type == FORMULA:
        return Formula()
    value = cell.value
    return value if value is None or isinstance(value, PLAIN) else str(value)
