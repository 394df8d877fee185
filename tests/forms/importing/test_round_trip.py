"""A form that is exported, carried in a workbook and imported again asks the same."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from forms import catalogue, field_data, workflow_file, xlsform
from forms.importing import document, workbook
from forms.importing import xlsform as importing
from forms.importing.xlsform import Imported
from forms.procedure import Procedure
from tests.shipped import CATALOGUE

TODAY = date(2026, 11, 22)
SHIPPED = CATALOGUE.procedures
FORMS = (*SHIPPED, catalogue.load(Path(__file__).parents[1] / "files").procedures[0])
WORKFLOWS = workflow_file.load(catalogue.HERE / "workflows")


def carried(procedure: Procedure, *, without: str = "") -> Imported:
    book = Workbook(write_only=True)
    for title, head, rows in xlsform.tables(procedure).sheets():
        if title != without:
            sheet = book.create_sheet(title)
            sheet.append(head)
            for row in rows:
                sheet.append([row.get(column, "") for column in head])
    written = BytesIO()
    book.save(written)
    return importing.read(workbook.read(written.getvalue()))


def read_again(imported: Imported, folder: Path) -> Procedure:
    content = document.begun("MOI-1", TODAY) | imported.head | {"sections": imported.sections}
    path = folder / "again.yaml"
    path.write_text(document.text(content, "Lại"), encoding="utf-8")
    procedure, faults = catalogue.read(path, WORKFLOWS)
    assert procedure is not None, faults
    assert faults == ()
    return procedure


@pytest.mark.parametrize("procedure", FORMS, ids=lambda procedure: procedure.slug)
def test_the_same_questions_come_back(procedure: Procedure, tmp_path: Path) -> None:
    again = read_again(carried(procedure), tmp_path)
    assert [*map(field_data.section, again.sections)] == [
        *map(field_data.section, procedure.sections)
    ]


def test_nothing_is_noted_of_an_own_form() -> None:
    assert [note for procedure in FORMS for note in carried(procedure).notes] == []


@pytest.mark.parametrize("procedure", SHIPPED, ids=lambda procedure: procedure.slug)
def test_a_tool_that_drops_our_sheet_leaves_the_pages(procedure: Procedure) -> None:
    imported = carried(procedure, without=xlsform.OWN_SHEET)
    assert [section["title"] for section in imported.sections] == [
        field_data.words(section.title) for section in procedure.sections
    ]
