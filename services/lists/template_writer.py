"""The process that writes an empty list as a workbook: from JSON on standard input to .xlsx.

Run: python -m services.lists.template_writer
"""

import json
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from services.confined import limits
from services.confined.limits import Allowance

# Typed numbers then keep their zeros.
AS_TEXT = "@"
ROWS_READY = 500
WIDTH = 24
WIDE = 70
FILES = 16  # A sheet is written to a file without a name before it is packed.


def workbook(template: dict[str, Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = template["title"]
    _list(sheet, template["headings"], template["example"])
    _guide(book.create_sheet(template["guide_title"]), template["guide"])
    _values(book.create_sheet(template["values_title"]), sheet, template["offered"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _list(sheet: Any, headings: Sequence[str], example: Sequence[str]) -> None:
    sheet.append(headings)
    sheet.append(example)
    sheet.freeze_panes = "A2"
    for number in range(1, len(headings) + 1):
        head = sheet.cell(1, number)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F7E7BF")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        for row in range(2, ROWS_READY + 2):
            sheet.cell(row, number).number_format = AS_TEXT


def _guide(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        sheet.append(row)
    for number, width in enumerate((WIDTH, WIDTH, WIDE), start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _values(lists: Any, sheet: Any, offered: Sequence[Sequence[str]]) -> None:
    """Let Excel offer the choices of a column; they stand on a sheet of their own."""
    used = 0
    for number, values in enumerate(offered, start=1):
        if not values:
            continue
        used += 1
        for place, value in enumerate(values, start=1):
            lists.cell(place, used, value)
        letter = get_column_letter(used)
        source = f"'{lists.title}'!${letter}$1:${letter}${len(values)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        column = get_column_letter(number)
        rule.add(f"{column}2:{column}{ROWS_READY + 1}")
        sheet.add_data_validation(rule)
    lists.sheet_state = "hidden"


def main() -> None:
    limits.take_on(Allowance(files=FILES))
    sys.stdout.buffer.write(workbook(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
