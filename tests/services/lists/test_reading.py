"""Tables as people really send them: headings, alphabets, dates, zeros that Excel dropped."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from forms.fields import Field
from forms.procedure import Procedure
from services.lists import reading, templates
from services.lists.cells import CellRefused, raw_answer
from services.lists.tables import Formula
from tests.services.lists.conftest import TODAY, Read
from tests.services.lists.files import saved, workbook

HEAD = [
    "Họ và tên",
    "Loại giấy tờ tùy thân",
    "Số giấy tờ",
    "Tỉnh hoặc thành phố",
    "Xã, phường hoặc đặc khu",
    "Số nhà, đường, thôn, tổ dân phố",
]
AN = ["Nguyễn An", "Căn cước", "019190005678", "Thái Nguyên", "Phường Phan Đình Phùng", "Tổ 1"]
ROW = {
    "full_name": "Nguyễn An",
    "identity_kind": "citizen_card",
    "identity_number": "019190005678",
    "address": {"province": "19", "commune": "Phường Phan Đình Phùng", "detail": "Tổ 1"},
}
KEYS = ["full_name", "identity_kind", "identity_number", "address.province", "commune", "detail"]
ENGLISH = ["FULL NAME", "Identity paper", "Number of the paper", "Address: Province or city",
           "Commune, ward or special zone", "House number, street, hamlet"]  # fmt: skip


def text(*rows: Sequence[str], separator: str = ",") -> str:
    return "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("head", [HEAD, [word.upper() for word in HEAD], KEYS, ENGLISH,
                                  ["ho va ten ", *HEAD[1:]]])  # fmt: skip
def test_headings_are_labels_or_keys(read: Read, head: list[str]) -> None:
    assert read(workbook(head, AN)).rows == (ROW,)


def test_columns_may_stand_in_any_order(read: Read) -> None:
    assert read(workbook(HEAD[::-1], AN[::-1])).rows == (ROW,)


def test_titles_may_stand_above_the_headings(read: Read) -> None:
    assert read(workbook(["DANH SÁCH"], [], ["Kèm theo đơn"], HEAD, AN)).rows == (ROW,)


def test_a_column_of_our_own_is_left_out_and_told(read: Read) -> None:
    found = read(workbook(["STT", *HEAD, "Ghi chú"], [1, *AN, "x"]))
    assert (found.rows, found.ignored) == ((ROW,), ("Ghi chú",))


def test_the_list_may_stand_on_another_sheet(read: Read) -> None:
    book = Workbook()
    book.active.append(["Hướng dẫn"])
    second = book.create_sheet("Tổ 5")
    second.append(HEAD)
    second.append(AN)
    assert read(saved(book)).rows == (ROW,)


def test_blank_rows_are_passed_over_and_counted(read: Read) -> None:
    found = read(workbook(HEAD, [], AN, [], [], ["Lê 3", *AN[1:]]))
    assert (found.rows, [fault.line for fault in found.faults]) == ((ROW,), [6])


@pytest.mark.parametrize(
    "content",
    [
        text(HEAD, AN).encode(),
        text(HEAD, AN).encode("utf-8-sig"),
        text(HEAD, AN).encode("utf-16"),
        text(HEAD, AN).encode("utf-16-be"),
        b"\xfe\xff" + text(HEAD, AN).encode("utf-16-be"),
        text(HEAD, AN, separator=";").encode(),
        text(HEAD, AN, separator="\t").encode("utf-16"),
        b"sep=;\r\n" + text(HEAD, AN, separator=";").encode(),
        text(HEAD, AN).replace("\r\n", "\r").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "big end", "mark big", "semicolon", "tabs", "sep=", "old Mac"],
)
def test_csv_is_read_however_it_was_saved(read: Read, content: bytes) -> None:
    assert read(content).rows == (ROW,)


def test_the_old_vietnamese_alphabet_is_read(read: Read) -> None:
    assert read(in_1258(text(HEAD, AN))).rows == (ROW,)


def in_1258(content: str) -> bytes:
    """Write tones as marks of their own, which is all that this alphabet has."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    kept = b""
    for letter in content:
        parts = normalize("NFD", letter)
        base = normalize("NFC", "".join(part for part in parts if part not in tones))
        kept += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return kept


def test_the_example_of_the_template_is_left_out(read: Read, others: Field) -> None:
    template = templates.delimited(others, others.kind, "vi")  # type: ignore[arg-type]
    found = read(template + text(AN).encode())
    assert (found.rows, found.is_example_left_out) == ((ROW,), True)


def test_a_dropped_zero_is_put_back_and_told(read: Read) -> None:
    found = read(workbook(HEAD, [*AN[:2], 19190005678, *AN[3:]]))
    assert (found.rows, "019190005678" in found.repairs[0].message.vi) == ((ROW,), True)


def test_two_dropped_zeros_are_put_back(read: Read) -> None:
    found = read(workbook(HEAD, [*AN[:2], 1190005678, *AN[3:]]))
    assert found.rows[0]["identity_number"] == "001190005678"


def test_a_number_of_another_paper_gets_no_zero(read: Read) -> None:
    found = read(workbook(HEAD, [AN[0], "Giấy tờ khác", 190005678, *AN[3:]]))
    assert (found.rows[0]["identity_number"], found.repairs) == ("190005678", ())


@pytest.mark.parametrize(
    ("place", "cell", "told"),
    [
        (0, "=HYPERLINK(1)", "công thức"),
        (0, "Lê 3", "chỉ gồm chữ cái"),
        (1, "Thẻ nhà báo", "không có trong các lựa chọn: Căn cước"),
        (2, "1.9185E+10", "rút gọn số này"),
        (3, "Bắc Kinh", "không có trong 34 tỉnh"),
        (4, "Làng Vũ Đại", "Không tìm thấy “Làng Vũ Đại”"),
        (5, datetime(2026, 5, 12), "đã đổi ô này thành ngày"),  # noqa: DTZ001 - as Excel has it
        (5, "", "Bạn chưa điền"),
    ],
)
def test_a_wrong_cell_is_told_by_line_and_column(
    read: Read, place: int, cell: Any, told: str
) -> None:
    row = [*AN[:place], cell, *AN[place + 1 :]]
    fault = read(workbook(HEAD, AN, row)).faults[0]
    assert (fault.line, fault.heading.vi, told in fault.message.vi) == (3, HEAD[place], True)


@pytest.fixture
def field(every_kind: Procedure) -> Callable[[str], Field]:
    return lambda key: next(one for one in every_kind.fields if one.key == key)


@pytest.mark.parametrize(
    ("key", "cell", "raw"),
    [
        ("born_on", datetime(1985, 3, 2), "1985-03-02"),  # noqa: DTZ001 - as Excel has it
        ("born_on", date(1985, 3, 2), "1985-03-02"),
        ("born_on", "2/3/1985", "1985-03-02"),
        ("born_on", "02-03-1985", "1985-03-02"),
        ("born_on", "1985-03-02", "1985-03-02"),
        ("has_land", "Có", True),
        ("has_land", "x", True),
        ("has_land", "KHÔNG", False),
        ("has_land", False, False),
        ("has_land", "có lẽ", "có lẽ"),
        ("floors", 3.0, 3.0),
        ("floors", "3", "3"),
    ],
)
def test_a_cell_becomes_what_a_person_would_have_typed(
    field: Callable[[str], Field], key: str, cell: Any, raw: Any
) -> None:
    assert raw_answer(field(key), cell, {}) == raw


def test_a_formula_is_never_worked_out(field: Callable[[str], Field]) -> None:
    with pytest.raises(CellRefused):
        raw_answer(field("floors"), Formula(), {})


def test_two_hundred_people_are_read_in_a_moment(others: Field) -> None:
    people = [[f"Người {chr(65 + n // 26)}{chr(65 + n % 26)}", *AN[1:]] for n in range(200)]
    found = reading.propose(others, BytesIO(workbook(HEAD, *people)), {}, today=TODAY)
    assert len(found.rows) == 200
