"""A workbook from a stranger is measured before it is read."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook

from forms.importing import workbook
from forms.importing.notes import ImportRefused

# Of a part in a package, before its name.
HEAD = 30


def book(*rows: Sequence[object]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """Add a part to a good workbook."""
    written = BytesIO(book(["type"], ["text"]))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return written.getvalue()


def changed(old: bytes, new: bytes) -> bytes:
    """Write another text into the sheet."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(book(["type"], ["text"]))) as given,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in given.infolist():
            made.writestr(part.filename, given.read(part).replace(old, new))
    return written.getvalue()


def damaged() -> bytes:
    """Spoil the packed bytes of the first part: its head stays good."""
    content = bytearray(book(["type"], ["text"]))
    with zipfile.ZipFile(BytesIO(content)) as packed:
        first = packed.infolist()[0]
    begin = first.header_offset + HEAD + len(first.filename)
    content[begin : begin + first.compress_size] = b"\xff" * first.compress_size
    return bytes(content)


def many_parts() -> bytes:
    written = BytesIO(book(["type"]))
    with zipfile.ZipFile(written, "a") as packed:
        for number in range(workbook.MOST_PARTS):
            packed.writestr(f"part{number}", b"")
    return written.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "no workbook": lambda: b"type,name\ntext,a\n",
    "nothing": lambda: b"",
    "cut off": lambda: book(["type"])[:500],
    "damaged": damaged,
    "too large": lambda: b"PK" + bytes(workbook.LARGEST),
    "a bomb": lambda: with_part("xl/media/a.xml", bytes(workbook.LARGEST_UNPACKED)),
    "many parts": many_parts,
    "links": lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "macros": lambda: with_part("xl/vbaProject.bin", b"x"),
    "entities": lambda: changed(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    "a formula": lambda: book(["type"], ["=1+1"]),
    "a far row": lambda: changed(b'r="2"', b'r="1048576"'),
    "many rows": lambda: book(*[["text"]] * (workbook.MOST_ROWS + 1)),
    "many columns": lambda: book(["x"] * (workbook.MOST_COLUMNS + 1)),
    "a long cell": lambda: book(["type"], ["x" * (workbook.LONGEST_CELL + 1)]),
    "broken markup": lambda: changed(b"</sheetData>", b"</sheet>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_form_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        workbook.read(HOSTILE[name]())
    assert str(refused.value)


def test_rows_are_named_by_the_first_and_keep_their_numbers() -> None:
    sheets = workbook.read(book(["type", "name"], ["text", "a"], [None, None], ["note", 7]))
    assert sheets == {
        "survey": [(2, {"type": "text", "name": "a"}), (4, {"type": "note", "name": "7"})]
    }


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    content = changed(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert workbook.read(content) == {"survey": [(2, {"type": "text"})]}
