"""A workbook from a stranger as plain rows: measured before it is opened; nothing in it runs."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from forms.importing.notes import ImportRefused

LARGEST = 5 * 1024**2
LARGEST_UNPACKED = 40 * 1024**2
MOST_PARTS = 200
MOST_ROWS = 3000
MOST_COLUMNS = 100
MOST_SHEETS = 20
LONGEST_CELL = 5000
CHUNK = 256 * 1024
# What a damaged package makes its reader say.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
FORBIDDEN = {
    "externallinks/": "it links to other files",
    "vbaproject": "it holds macros",
    "embeddings/": "it holds embedded files",
    "activex/": "it holds controls",
}

Row = dict[str, str]
Sheets = dict[str, list[tuple[int, Row]]]


def read(content: bytes) -> Sheets:
    """Give the rows of each sheet by the names in its first row, with their numbers.

    Raises:
        ImportRefused: too large, not a workbook, or with parts that have no place in a form.

    """
    _measure(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False, data_only=False)
        with_rows = {
            sheet.title.strip(): list(_rows(sheet)) for sheet in book.worksheets[:MOST_SHEETS]
        }
    except ImportRefused:
        raise
    # The parser of the workbook meets whatever a stranger wrote; each of its faults means the same.
    except Exception as fault:
        raise ImportRefused(f"the workbook cannot be read ({type(fault).__name__})") from fault
    return with_rows


def _measure(content: bytes) -> None:
    """Refuse before anything is unpacked into memory."""
    if len(content) > LARGEST:
        raise ImportRefused(f"the file is larger than {LARGEST // 1024**2} MB: split it")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _look_at_parts(packed)
    except BROKEN:
        raise ImportRefused("the file is no .xlsx workbook: save it as Excel workbook") from None


def _look_at_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS:
        raise ImportRefused(f"the workbook has more than {MOST_PARTS} parts")
    for part in parts:
        for word, reason in FORBIDDEN.items():
            if word in part.filename.lower():
                raise ImportRefused(f"the workbook is refused: {reason}")
    left = LARGEST_UNPACKED
    for part in parts:
        left -= _unpacked(packed, part, left)


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Count what a part unpacks to, whatever its head claims; stop where it is too much."""
    total = 0
    tail = b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            if total > left:
                raise ImportRefused("the workbook unpacks to far more than a form needs")
            if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                raise ImportRefused("the workbook is refused: it defines entities")
            tail = chunk[-10:]
    return total


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    sheet.reset_dimensions()  # What the sheet says about its own size may be a lie.
    names: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            limits = f"{MOST_ROWS} rows and {MOST_COLUMNS} columns"
            raise ImportRefused(f"the sheet “{sheet.title}” is larger than {limits}")
        texts = [_text(cell, sheet.title) for cell in cells]
        if not names:
            names = [text.strip() for text in texts]
        elif any(texts):
            yield (
                number,
                {name: text for name, text in zip(names, texts, strict=False) if name and text},
            )


def _text(cell: Any, sheet: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        place = f"{sheet}!{cell.coordinate}"
        raise ImportRefused(f"{place} holds a formula: paste its value instead")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if len(text) > LONGEST_CELL:
        raise ImportRefused(f"{sheet}!{cell.coordinate} is longer than {LONGEST_CELL} characters")
    return text
