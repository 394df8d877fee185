"""A hostile or broken file is refused with its reason, within bounds, and never a failure."""

import contextlib
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.lists import wire, workbook_reader
from services.lists.refusals import ListRefused
from tests.services.lists.conftest import Read
from tests.services.lists.files import part, repacked, workbook
from tests.services.lists.test_reading import AN, HEAD

GOOD = workbook(HEAD, AN)
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024**2


def ten_thousand_rows() -> bytes:
    return workbook(HEAD, *([f"Người {number}", *AN[1:]] for number in range(10_000)))


def bomb() -> bytes:
    return repacked(GOOD, {"xl/media/a.bin": b"\0" * 60 * MEGABYTE})


def many_parts() -> bytes:
    return repacked(GOOD, {f"x/{number}": b"" for number in range(600)})


def many_sheets() -> bytes:
    sheet = part(GOOD, SHEET)
    return repacked(GOOD, {f"xl/worksheets/sheet{number}.xml": sheet for number in range(40)})


def lying_bomb() -> bytes:
    """Say that a part is small which is not."""
    packed = repacked(GOOD, {SHEET: part(GOOD, SHEET) + b" " * 60 * MEGABYTE})
    size = zipfile.ZipFile(BytesIO(packed)).getinfo(SHEET).file_size
    return packed.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def locked() -> bytes:
    packed = bytearray(GOOD)
    with zipfile.ZipFile(BytesIO(GOOD)) as package:
        for entry in package.infolist():
            packed[entry.header_offset + 6] |= 1
    place = packed.find(b"PK\x01\x02")
    while place >= 0:
        packed[place + 8] |= 1
        place = packed.find(b"PK\x01\x02", place + 4)
    return bytes(packed)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b"<worksheet><sheetData/></worksheet>"
)
NO_PARTS = b"PK\x05\x06" + b"\0" * 18
# What is large is made by the test that wants it.
HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "không có gì bên trong"),
    "too large": (b"a" * 6 * MEGABYTE, "lớn hơn 5 MB"),
    "bomb": (bomb, "bung ra lớn quá"),
    "bomb that lies": (lying_bomb, "bị hỏng"),
    "many parts": (many_parts, "bung ra lớn quá"),
    "many sheets": (many_sheets, "hơn 20 trang tính"),
    "macros": (repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "macro"),
    "external link": (repacked(GOOD, {"xl/externalLinks/e1.xml": b"<x/>"}), "từ tệp khác"),
    "connection": (repacked(GOOD, {"xl/connections.xml": b"<x/>"}), "từ tệp khác"),
    "entities": (repacked(GOOD, {SHEET: ENTITIES}), "bị hỏng"),
    "entities in UTF-16": (repacked(GOOD, {SHEET: ENTITIES.decode().encode("utf-16")}), "bị hỏng"),
    "broken markup": (repacked(GOOD, {SHEET: b"<worksheet><sheetData><row"}), "bị hỏng"),
    "no sheet": (repacked(GOOD, {"xl/workbook.xml": b"<workbook/>"}), "Không tìm thấy"),
    "password": (locked(), "mật khẩu"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 999, "mật khẩu"),
    "half a package": (GOOD[: len(GOOD) // 2], "bị hỏng"),
    "another package": (repacked(NO_PARTS, {"word/document.xml": b"<x/>"}), "không phải Excel"),
    "PDF": (b"%PDF-1.7\n\x00\x01\x02", "không phải Excel"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "không phải Excel"),
    "web page": (b"<html><table><tr><td>x</td></tr></table></html>", "không phải Excel"),
    "NUL": ("Họ và tên,Địa chỉ\nA\0n,x\n".encode(), "không phải Excel"),
    "ten thousand rows": (ten_thousand_rows, "hơn 200 dòng"),
    "wide": (workbook([*HEAD, *[f"c{n}" for n in range(200)]], AN), "hơn 60 cột"),
    "no headings": (workbook(["a", "b"], ["c", "d"]), "Không tìm thấy dòng tên cột"),
    "only headings": (workbook(HEAD), "không có dòng nào được điền"),
    "a heading twice": (workbook([*HEAD, HEAD[0]], [*AN, "x"]), "Có hai cột"),
    "a heading missing": (workbook(HEAD[1:], AN[1:]), "Tệp thiếu cột: “Họ và tên”"),
    "open quotation mark": (f'{",".join(HEAD)}\n"An,x\n'.encode(), "dấu ngoặc kép"),
    "one endless cell": (f'Họ và tên\n{"a" * 200_000}\n'.encode(), "dấu ngoặc kép"),
}  # fmt: skip


def content_of(name: str) -> bytes:
    content = HOSTILE[name][0]
    return content if isinstance(content, bytes) else content()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(read: Read, name: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read(content_of(name))
    assert HOSTILE[name][1] in refused.value.message.vi


@pytest.mark.parametrize("name", ["bomb", "ten thousand rows", "one endless cell", "many parts"])
def test_a_hostile_file_takes_little_time_and_memory(read: Read, name: str) -> None:
    content = content_of(name)
    began = sum(os.times()[:4])
    tracemalloc.start()
    with pytest.raises(ListRefused):
        read(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (most < 30 * MEGABYTE, sum(os.times()[:4]) - began < 5) == (True, True)


def test_a_row_at_the_end_of_the_sheet_costs_little(read: Read) -> None:
    far = part(GOOD, SHEET).replace(b'r="2"', b'r="1048576"')
    with pytest.raises(ListRefused):
        read(repacked(GOOD, {SHEET: far}))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(read: Read, content: bytes) -> None:
    with pytest.raises(ListRefused):
        read(content)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(place: int, byte: int) -> None:
    damaged = GOOD[:place] + bytes([byte]) + GOOD[place + 1 :]
    told = b"".join(wire.told(workbook_reader.sheets(BytesIO(damaged), 100)))
    with contextlib.suppress(ListRefused):
        assert len(wire.understood(told)) <= 1
