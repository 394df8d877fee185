"""A list filled by a file: looked over first, taken only when the person says so."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from forms.procedure import Procedure
from tests.web.citizen.samples import answers_of
from tests.web.citizen.visitor import Page, Visitor

STAY = ("go", "stay")
HEAD = [
    "Ho va ten",
    "Loại giấy tờ tùy thân",
    "SỐ GIẤY TỜ",
    "Tỉnh hoặc thành phố",
    "Xã, phường hoặc đặc khu",
    "Số nhà, đường, thôn, tổ dân phố",
]
AN = ["Nguyễn An", "Căn cước", "019190005678", "Thái Nguyên", "Phường Phan Đình Phùng", "Tổ 1"]
BINH = ["Trần Bình", "Hộ chiếu", "B1234567", "tinh thai nguyen", "phan dinh phung", "Tổ 2"]
WRONG = ["Lê 3", "Thẻ lạ", "12", "Nơi nào", "Làng Vũ Đại", ""]


def table(*rows: Sequence[str]) -> bytes:
    kept = StringIO(newline="")
    csv.writer(kept).writerows([HEAD, *rows])
    return kept.getvalue().encode("utf-8-sig")


@pytest.fixture
def group(visitor: Visitor, complaint: Procedure) -> Page:
    """Open the page of several complainants, and say that there are several."""
    page = visitor.send(visitor.open("/thu-tuc/2.002409/nop"), {"agency": "XA.05443"})
    page = visitor.send(page, answers_of(complaint, complaint.section("complainant")))
    return visitor.send(page, {"several": "yes"}, press=STAY)


@pytest.fixture
def chooser(visitor: Visitor, group: Page) -> Page:
    return visitor.send(group, press=("from_file", "others"))


def upload(visitor: Visitor, chooser: Page, content: bytes, name: str = "ds.csv") -> Page:
    return visitor.send(chooser, files=[("list", name, content)])


def take(visitor: Visitor, offered: Page, how: str = "") -> Page:
    return visitor.send(offered, {"how": how} if how else {})


def test_the_button_saves_what_was_typed(visitor: Visitor, group: Page) -> None:
    visitor.send(group, {"others.0.full_name": "Đang gõ"}, press=("from_file", "others"))
    assert visitor.open(group.path).value("others.0.full_name") == "Đang gõ"


def test_the_button_leads_to_the_chooser(chooser: Page) -> None:
    assert (chooser.status, chooser.path.endswith("/danh-sach/group/others")) == (200, True)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_read_back(visitor: Visitor, chooser: Page, kind: str) -> None:
    template = visitor.client.get(f"{chooser.path}/mau.{kind}")
    page = upload(visitor, chooser, template.data, f"mau.{kind}")
    # Nothing but the example stands in it.
    assert (page.status, "không có dòng nào được điền" in page.text) == (422, True)


def test_a_template_that_was_filled_in_is_taken(visitor: Visitor, chooser: Page) -> None:
    book = load_workbook(BytesIO(visitor.client.get(f"{chooser.path}/mau.xlsx").data))
    for number, row in enumerate([AN, BINH], start=2):
        for place, text in enumerate(row, start=1):
            book.worksheets[0].cell(number, place, text)
    kept = BytesIO()
    book.save(kept)
    page = take(visitor, upload(visitor, chooser, kept.getvalue(), "ds.xlsx"))
    assert page.value("others.1.full_name") == "Trần Bình"


def test_nothing_changes_before_the_person_agrees(
    visitor: Visitor, group: Page, chooser: Page
) -> None:
    offered = upload(visitor, chooser, table(AN, BINH))
    kept = visitor.open(group.path)
    assert (offered.status, "2 dòng đúng" in offered.text, kept.value("others.0.full_name")) == (
        200,
        True,
        "",
    )


def test_right_rows_are_taken_and_wrong_ones_told(visitor: Visitor, chooser: Page) -> None:
    offered = upload(visitor, chooser, table(AN, WRONG, BINH))
    page = take(visitor, offered)
    assert (offered.status, "1 dòng cần sửa" in offered.text) == (422, True)
    assert [page.value(f"others.{row}.full_name") for row in (0, 1, 2)] == [
        "Nguyễn An",
        "Trần Bình",
        "",
    ]


def test_a_fault_names_line_column_and_mend(visitor: Visitor, chooser: Page) -> None:
    text = upload(visitor, chooser, table(AN, WRONG)).text
    assert '<td data-label="Dòng">3</td>' in text
    assert "“Thẻ lạ” không có trong các lựa chọn: Căn cước" in text


def test_a_list_that_is_there_asks_to_add_or_replace(visitor: Visitor, chooser: Page) -> None:
    take(visitor, upload(visitor, chooser, table(AN)))
    page = take(visitor, upload(visitor, chooser, table(BINH)))
    assert (page.status, 'id="how-error"' in page.text, "Trần Bình" in page.text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("how", "names"), [("add", ["Nguyễn An", "Trần Bình"]), ("replace", ["Trần Bình", ""])]
)
def test_rows_are_added_or_replaced(
    visitor: Visitor, chooser: Page, how: str, names: list[str]
) -> None:
    take(visitor, upload(visitor, chooser, table(AN)))
    page = take(visitor, upload(visitor, chooser, table(BINH)), how)
    assert [page.value(f"others.{row}.full_name") for row in (0, 1)] == names


def test_the_same_file_twice_adds_nobody_twice(visitor: Visitor, chooser: Page) -> None:
    take(visitor, upload(visitor, chooser, table(AN)))
    page = take(visitor, upload(visitor, chooser, table(AN, BINH)), "add")
    assert [page.value(f"others.{row}.full_name") for row in (0, 1, 2)] == [
        "Nguyễn An",
        "Trần Bình",
        "",
    ]


def test_a_list_grows_no_longer_than_the_form_takes(visitor: Visitor, chooser: Page) -> None:
    people = [
        [f"Người {chr(65 + number // 26)}{chr(65 + number % 26)}", *AN[1:]] for number in range(150)
    ]
    others = [[f"Khác {row[0]}", *AN[1:]] for row in people]
    take(visitor, upload(visitor, chooser, table(*people)))
    page = take(visitor, upload(visitor, chooser, table(*others)), "add")
    assert (page.status, "hơn 200 dòng" in page.text) == (422, True)


def test_a_list_changed_meanwhile_is_not_overwritten(
    visitor: Visitor, group: Page, chooser: Page
) -> None:
    offered = upload(visitor, chooser, table(AN))
    visitor.send(visitor.open(group.path), {"others.0.full_name": "Cửa sổ khác"}, press=STAY)
    page = take(visitor, offered)
    kept = visitor.open(group.path).value("others.0.full_name")
    assert (page.status, kept) == (409, "Cửa sổ khác")


@pytest.mark.parametrize("offer", ["", "x", "e30.x.y", "\x00" * 50])
def test_rows_that_were_not_offered_are_not_taken(
    visitor: Visitor, chooser: Page, offer: str
) -> None:
    page = visitor.send(upload(visitor, chooser, table(AN)), {"offer": offer})
    assert page.status == 409


def test_a_chooser_without_file_is_told(visitor: Visitor, chooser: Page) -> None:
    page = visitor.send(chooser)
    assert (page.status, 'id="list-error"' in page.text) == (422, True)


def test_a_file_that_is_no_list_is_told_and_loses_nothing(
    visitor: Visitor, group: Page, chooser: Page
) -> None:
    take(visitor, upload(visitor, chooser, table(AN)))
    page = upload(visitor, chooser, b"%PDF-1.7\x00\x01", "ds.xlsx")
    kept = visitor.open(group.path).value("others.0.full_name")
    assert (page.status, kept) == (422, "Nguyễn An")


@pytest.mark.parametrize("place", ["group/representatives", "group/none", "none/others"])
def test_only_lists_that_say_so_take_a_file(visitor: Visitor, group: Page, place: str) -> None:
    address = group.path.replace("/group", f"/danh-sach/{place}")
    assert "Gửi tệp" not in visitor.open(address).text


def test_markup_in_a_cell_stays_text(visitor: Visitor, chooser: Page) -> None:
    page = upload(visitor, chooser, table(["<script>x</script>", *AN[1:]], AN))
    assert "<script>x" not in page.text


def test_a_representative_must_be_one_of_the_people(visitor: Visitor, chooser: Page) -> None:
    page = take(visitor, upload(visitor, chooser, table(AN)))
    page = visitor.send(page, {"representatives.0.full_name": "Người Lạ"})
    assert 'id="representatives-0-full_name-error"' in page.text


def test_the_number_of_people_decides_how_many_represent(visitor: Visitor, chooser: Page) -> None:
    people = [[f"Người {letter}", *AN[1:]] for letter in "ABCD"]
    page = take(visitor, upload(visitor, chooser, table(*people)))
    names = {f"representatives.{row}.full_name": f"Người {one}" for row, one in enumerate("ABC")}
    page = visitor.send(page, names)
    assert "Có từ 5 đến 10 người thì cử 1 hoặc 2 người đại diện" in page.text


def test_the_people_of_a_file_are_on_the_review_page(visitor: Visitor, chooser: Page) -> None:
    page = take(visitor, upload(visitor, chooser, table(AN, BINH)))
    text = visitor.open(page.path.replace("/group", "/xem-lai")).text
    assert ("Trần Bình" in text, "Phường Phan Đình Phùng" in text) == (True, True)
