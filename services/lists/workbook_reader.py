"""The process that reads a workbook: from standard input to lines of JSON on standard output.

Run: python -m services.lists.workbook_reader MOST_LINES_TOLD
"""

import codecs
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from openpyxl import load_workbook

from services.confined import limits
from services.lists import packages, wire
from services.lists.refusals import DAMAGED, TOO_WIDE, ListRefused
from services.lists.tables import MOST_COLUMNS, MOST_LINES, Cell, Formula, Line, is_blank

ALPHABET = "cp437"  # Of the names in a package.
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


def sheets(stream: BinaryIO, most_told: int) -> Iterator[tuple[str, Iterator[Line]]]:
    """Give the visible sheets in their order, and the first lines of each in which anything stands.

    Raises:
        ListRefused: it is no workbook that is taken, or it is damaged.

    """
    packages.check(stream)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, islice(_lines(sheet), most_told)
    except BROKEN:
        raise ListRefused(DAMAGED) from None


def _lines(sheet: Any) -> Iterator[Line]:
    try:
        # The size that a sheet claims may be wrong.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS + 1)
        for number, row in enumerate(rows, start=1):
            cells = tuple(_cell(cell) for cell in row)
            if any(not is_blank(cell) for cell in cells[MOST_COLUMNS:]):
                raise ListRefused(TOO_WIDE, limit=MOST_COLUMNS)
            if any(not is_blank(cell) for cell in cells):
                yield Line(number, cells)
    except BROKEN:
        raise ListRefused(DAMAGED) from None


def _cell(cell: Any) -> Cell:
    if cell.data_type == FORMULA:
        return Formula()
    value = cell.value
    return value if value is None or isinstance(value, PLAIN) else str(value)


def main(most_told: int) -> None:
    # Python would look for it when it is needed, and nothing can be opened then.
    codecs.lookup(ALPHABET)
    limits.take_on()
    try:
        sys.stdout.buffer.writelines(wire.told(sheets(sys.stdin.buffer, most_told)))
        sys.stdout.buffer.flush()
    except MemoryError:
        sys.exit(limits.OUT_OF_MEMORY)


if __name__ == "__main__":
    main(int(sys.argv[1]))
