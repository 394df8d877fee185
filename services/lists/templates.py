"""The empty list that a person downloads: headings, an example row, what may be written."""

import csv
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import StringIO

from forms import codelists, columns
from forms.columns import Column
from forms.fields import Field
from forms.kinds.places import Province
from forms.kinds.repeat import Repeat
from forms.text import Language, Text
from services.confined import process
from services.lists import samples
from services.lists.refusals import NO_TEMPLATE, ListRefused

WRITER = "services.lists.template_writer"
REMEMBERED = 32
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


def workbook(field: Field, repeat: Repeat, language: Language, writer: str = WRITER) -> bytes:
    """Have the template written as a workbook.

    Raises:
        ListRefused: the process that writes it failed.

    """
    found = columns.of(repeat)
    template = {
        "title": LIST.in_language(language),
        "headings": [column.heading.in_language(language) for column in found],
        "example": samples.cells(field, repeat, language),
        "guide_title": GUIDE.in_language(language),
        "guide": _guide(found, language),
        "values_title": VALUES.in_language(language),
        "offered": [_offered(column, language) for column in found],
    }
    try:
        return _written(writer, json.dumps(template))
    except (process.Overtaxed, process.Broken):
        raise ListRefused(NO_TEMPLATE) from None


# The template of a list is the same for all who ask.
@lru_cache(maxsize=REMEMBERED)
def _written(writer: str, template: str) -> bytes:
    return process.run(writer, template.encode())


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


def _guide(found: tuple[Column, ...], language: Language) -> list[list[str]]:
    rows = [[text.in_language(language) for text in HEAD]]
    for column in found:
        needed = NEEDED if column.is_needed else SOMETIMES
        told = column.field.hint.in_language(language)
        offered = "; ".join(samples.offered(column.field.kind, language))
        heading = column.heading.in_language(language)
        how = " ".join(filter(None, (told, offered)))
        rows.append([heading, needed.in_language(language), how])
    return [*rows, [HINTS.in_language(language)]]


def _offered(column: Column, language: Language) -> list[str]:
    if isinstance(column.field.kind, Province):
        return [place.name for place in codelists.units().provinces.values()]
    return samples.offered(column.field.kind, language)
