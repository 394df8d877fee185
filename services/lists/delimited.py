"""Read a CSV file as Vietnamese computers write it: several alphabets, several separators."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from forms.vietnamese import nfc
from services.lists.refusals import BROKEN_CSV, NOT_A_LIST, NOT_LETTERS, TOO_WIDE, ListRefused
from services.lists.tables import LONGEST_CELL, MOST_COLUMNS, MOST_LINES, Line, Sheet, filled

SEPARATORS = (",", ";", "\t")
SAYS_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
# Characters that no text holds, and the beginnings of pages that call themselves spreadsheets.
NOT_TYPED = re.compile("[\x00-\x08\x0e-\x1f]")
MARKUP = ("<html", "<!doctype", "<?xml", "<table")
# Marks at the beginning that say how the letters are written; the longer ones come first.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
HEAD = 200
MANY_NULS = 5  # Plain letters in two bytes each have one that is empty.
TITLE = "CSV"


def sheets(content: bytes) -> list[Sheet]:
    """Read the table once for each separator that may be meant; the headings tell which was.

    Raises:
        ListRefused: it is no text, or no table.

    """
    text = nfc(_text(content))
    head = text[:HEAD].lstrip().lower()
    if NOT_TYPED.search(text) or head.startswith(MARKUP):
        raise ListRefused(NOT_A_LIST)
    said = SAYS_SEPARATOR.match(text)
    if said:
        return [_sheet(text[said.end() :], said[1])]
    tables, refused = [], None
    for separator in [one for one in SEPARATORS if one in text] or SEPARATORS[:1]:
        try:
            tables.append(_sheet(text, separator))
        except ListRefused as error:
            refused = error
    if refused and not tables:
        raise refused
    return tables


def _sheet(text: str, separator: str) -> Sheet:
    return Sheet(TITLE, tuple(filled(_lines(text, separator))))


def _text(content: bytes) -> str:
    """Tell the alphabet by the mark at the beginning, or by what can be read at all."""
    for mark, alphabet in MARKS:
        if content.startswith(mark):
            return _decoded(content.removeprefix(mark), alphabet)
    first, second = (content[start:HEAD:2].count(0) for start in (0, 1))
    if max(first, second) > MANY_NULS * (1 + min(first, second)):
        return _decoded(content, "utf-16-le" if second > first else "utf-16-be")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, alphabet: str) -> str:
    try:
        return content.decode(alphabet)
    except UnicodeDecodeError:
        raise ListRefused(NOT_LETTERS) from None


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_LINES:
                return
            if any(cell.strip() for cell in cells[MOST_COLUMNS:]):
                raise ListRefused(TOO_WIDE, limit=MOST_COLUMNS)
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise ListRefused(BROKEN_CSV, line=number)
            yield Line(number, tuple(cells))
    except csv.Error:
        raise ListRefused(BROKEN_CSV, line=number + 1) from None
