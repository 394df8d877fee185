"""What a file really is: told by its content, proved by opening it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from services.files import kinds

TYPES = "[Content_Types].xml"
MEGABYTE = 1024 * 1024


def pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(made)
    return made.getvalue()


def picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, form)
    return made.getvalue()


def package(*names: str, content: bytes = b"<x/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def huge_png() -> bytes:
    """Claim a picture of 50,000 by 50,000 points in a few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """Build a package of half a gigabyte that is half a megabyte as it lies."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, b"<x/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(kinds.MOST_UNPACKED // MEGABYTE + 1):
                part.write(bytes(MEGABYTE))
    return made.getvalue()


TAKEN = {
    "pdf": (pdf(), kinds.PDF),
    "jpeg": (picture("JPEG"), kinds.JPEG),
    "png": (picture("PNG"), kinds.PNG),
    "docx": (package(TYPES, "word/document.xml"), kinds.DOCX),
    "xlsx": (package(TYPES, "xl/workbook.xml"), kinds.XLSX),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", kinds.HEIC),
    "mp4": (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", kinds.MP4),
    "mp3 with a tag": (b"ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00", kinds.MP3),
    "mp3": (b"\xff\xfb\x90\x00" + bytes(400), kinds.MP3),
    "mp3 of a phone": (b"\xff\xf3\x84\xc4" + bytes(400), kinds.MP3),
}
# What is large is made by the test that wants it.
REFUSED: dict[str, bytes | Callable[[], bytes]] = {
    "text": "Đơn khiếu nại".encode(),
    "page under a pdf's name": b"<!doctype html><script>alert(1)</script>",
    "pdf that is only a beginning": b"%PDF-1.7\n",
    "pdf with a page of HTML inside": b"%PDF-1.7\n<html><script>alert(1)</script></html>",
    "encrypted pdf cut short": pdf()[: len(pdf()) // 3],
    "picture cut short": picture("PNG")[:20],
    "picture too large to open": huge_png(),
    "drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "program": b"MZ\x90\x00" + bytes(100),
    "elf program": b"\x7fELF" + bytes(100),
    "animated picture": b"GIF89a" + bytes(100),
    "archive": package("readme.txt"),
    "package without a list of types": package("word/document.xml"),
    "document with macros": package(TYPES, "word/document.xml", "word/vbaProject.bin"),
    "table with macros": package(TYPES, "xl/workbook.xml", "xl/vbaProject.bin"),
    "archive cut short": package(TYPES, "word/document.xml")[:60],
    "unpacking bomb": bomb,
    "too many parts": package(TYPES, *(f"word/{n}.xml" for n in range(kinds.MOST_ZIP_ENTRIES))),
    "film of an unknown brand": b"\x00\x00\x00\x18ftypXXXX" + bytes(20),
    "nothing": b"",
    "one byte": b"%",
    "zeros": bytes(5000),
    "text in two-byte letters": "Đơn khiếu nại".encode("utf-16"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_kind_is_told_by_content(name: str) -> None:
    content, kind = TAKEN[name]
    assert kinds.recognise(io.BytesIO(content)) is kind


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_taken_kind_is_refused(name: str) -> None:
    content = REFUSED[name]
    made = content if isinstance(content, bytes) else content()
    assert kinds.recognise(io.BytesIO(made)) is None


@pytest.mark.parametrize("name", TAKEN)
def test_stream_is_given_back_at_its_beginning(name: str) -> None:
    stream = io.BytesIO(TAKEN[name][0])
    kinds.recognise(stream)
    assert stream.tell() == 0


def test_place_for_signatures_takes_no_sound() -> None:
    assert kinds.recognise(io.BytesIO(TAKEN["mp3"][0]), kinds.SIGNATURES) is None


def test_every_kind_that_is_taken_is_tried() -> None:
    assert {kind for _, kind in TAKEN.values()} == set(kinds.TAKEN)
