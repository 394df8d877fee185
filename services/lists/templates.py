"""The empty list that a person downloads: headings, an example row, what may be written."""

import csv
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from forms import codelists, columns
from forms.columns import Column
from forms.fields import Field
from forms.kinds.places import Province
from forms.kinds.repeat import Repeat
from forms.text import Language, Text
from services.lists import samples

# Typed numbers then keep their zeros.
AS_TEXT = "@"
ROWS_READY = 500
WIDTH = 24
WIDE = 70
LIST = Text("Danh sách", "List")
GUIDE = Text("Hướng dẫn", "Guide")
VALUES = Text("Danh mục", "Choices")
HEAD = (Text("Cột", "Column"), Text("Bắt buộc", "Required"), Text("Cách ghi", "How to fill it in"))
NEEDED = Text("Có", "Yes")
SOMETIMES = Text("Nếu có", "If there is one")
HINTS = Text(
    "Dòng 2 của trang “Danh sách” là ví dụ: hãy xóa hoặc ghi đè.",
    "Row 2 of the sheet “List” is an example: delete it or write over it.",
)


def workbook(field: Field, repeat: Repeat, language: Language) -> bytes:
    book = Workbook()
    found = columns.of(repeat)
    sheet = book.active
    sheet.title = LIST.in_language(language)
    sheet.append([column.heading.in_language(language) for column in found])
    sheet.append(samples.cells(field, repeat, language))
    _format(sheet, len(found))
    _guide(book.create_sheet(GUIDE.in_language(language)), found, language)
    _values(book, sheet, found, language)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def delimited(field: Field, repeat: Repeat, language: Language) -> bytes:
    """Write the template as CSV, with the mark by which Excel knows the alphabet."""
    kept = StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow([column.heading.in_language(language) for column in columns.of(repeat)])
    writer.writerow(samples.cells(field, repeat, language))
    return kept.getvalue().encode("utf-8-sig")


FORMS: Mapping[str, tuple[Callable[[Field, Repeat, Language], bytes], str]] = {
    "xlsx": (workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (delimited, "text/csv; charset=utf-8"),
}


def _format(sheet: Any, width: int) -> None:
    sheet.freeze_panes = "A2"
    for number in range(1, width + 1):
        head = sheet.cell(1, number)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F7E7BF")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        for row in range(2, ROWS_READY + 2):
            sheet.cell(row, number).number_format = AS_TEXT


def _guide(sheet: Any, found: tuple[Column, ...], language: Language) -> None:
    sheet.append([text.in_language(language) for text in HEAD])
    for column in found:
        needed = NEEDED if column.is_needed else SOMETIMES
        told = column.field.hint.in_language(language)
        offered = "; ".join(samples.offered(column.field.kind, language))
        sheet.append(
            [
                column.heading.in_language(language),
                needed.in_language(language),
                " ".join(filter(None, (told, offered))),
            ]
        )
    sheet.append([HINTS.in_language(language)])
    for number, width in enumerate((WIDTH, WIDTH, WIDE), start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _values(book: Any, sheet: Any, found: tuple[Column, ...], language: Language) -> None:
    """Let Excel offer the choices of a column; they stand on a sheet of their own."""
    lists = book.create_sheet(VALUES.in_language(language))
    used = 0
    for number, column in enumerate(found, start=1):
        values = _offered(column, language)
        if not values:
            continue
        used += 1
        for place, value in enumerate(values, start=1):
            lists.cell(place, used, value)
        letter = get_column_letter(used)
        source = f"'{lists.title}'!${letter}$1:${letter}${len(values)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        place = get_column_letter(number)
        rule.add(f"{place}2:{place}{ROWS_READY + 1}")
        sheet.add_data_validation(rule)
    lists.sheet_state = "hidden"


def _offered(column: Column, language: Language) -> list[str]:
    if isinstance(column.field.kind, Province):
        return [place.name for place in codelists.units().provinces.values()]
    return samples.offered(column.field.kind, language)
