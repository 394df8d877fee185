"""Frozen answers in print: rows, statements, lists as tables."""

from typing import Any

import pytest

from forms import examples, review
from forms.catalogue import Catalogue, load
from pdf_templates.contexts import PrintedRow, PrintedTable
from services.documents.printed_rows import printed


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def rows_of(shipped: Catalogue, code: str, section: str, **changes: Any) -> list[Any]:
    procedure = shipped.version(code, 1)
    answers = examples.answers(procedure) | changes
    frozen = review.frozen(procedure, answers)
    rows = next(one["rows"] for one in frozen if one["key"] == section)
    return list(printed(rows, procedure))


def test_a_list_is_printed_as_a_table(shipped: Catalogue) -> None:
    table, _ = rows_of(shipped, "2.002400", "assets")
    assert isinstance(table, PrintedTable)
    assert table.columns == ("Tài sản, thu nhập", "Diện tích", "Giá trị")


def test_a_cell_that_is_not_answered_stays_empty(shipped: Catalogue) -> None:
    assets = [{"description": "Nhà"}, {"description": "Xe", "worth": 5_000_000}]
    table, _ = rows_of(shipped, "2.002400", "assets", assets=assets)
    assert table.lines == (("Nhà", ""), ("Xe", "5.000.000 đồng"))


def test_a_declaration_is_printed_as_it_reads(shipped: Catalogue) -> None:
    rows = rows_of(shipped, "RUT-KN", "matter")
    said = "Tôi tự nguyện rút, không bị đe dọa, ép buộc hay mua chuộc."
    assert PrintedRow(label="", value_lines=(said,)) in rows


def test_a_declaration_with_a_short_name_is_printed_under_it(shipped: Catalogue) -> None:
    rows = rows_of(shipped, "2.002396", "protection")
    short = PrintedRow(label="Tự nguyện công khai danh tính", value_lines=("Đã cam đoan",))
    assert short in rows


def test_what_is_not_answered_is_not_printed(shipped: Catalogue) -> None:
    rows = rows_of(shipped, "RUT-KN", "matter", reason=None)
    assert "Lý do rút" not in [row.label for row in rows]
