"""A survey that another tool wrote: what can be said is taken over, the rest is told row by row."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from forms import catalogue, workflow_file
from forms.importing import document, shown, workbook, xlsform
from forms.importing.notes import ImportRefused
from forms.importing.xlsform import Imported

HEAD = ("type", "name", "label", "required", "relevant", "constraint", "calculation", "appearance")
CHOICES = (("list_name", "name", "label"), ("yn", "yes", "Có"), ("yn", "no", "Không"),
           ("land", "1", "Đất ở"), ("land", "Đất LÚA", "Đất lúa"))  # fmt: skip


def form(*rows: Sequence[str]) -> Imported:
    book = Workbook()
    for title, lines in (("survey", (HEAD, *rows)), ("choices", CHOICES)):
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    written = BytesIO()
    book.save(written)
    return xlsform.read(workbook.read(written.getvalue()))


def fields(*rows: Sequence[str]) -> dict[str, Any]:
    return {field["key"]: field for section in form(*rows).sections for field in section["fields"]}


def notes(*rows: Sequence[str]) -> list[str]:
    return [str(note) for note in form(*rows).notes if note.row]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", "text"),
        ("integer", "number"),
        ("decimal", "number"),
        ("date", "date"),
        ("select_one yn", "yes_no"),
        ("select_one land", "choice"),
        ("select_multiple land", "choices"),
        ("note", "static"),
        ("acknowledge", "declaration"),
        ("file", "files"),
        ("image", "files"),
    ],
)
def test_each_type_has_its_kind(written: str, kind: str) -> None:
    assert fields((written, "a", "A"))["a"]["kind"] == kind


@pytest.mark.parametrize(
    ("relevant", "when"),
    [
        ("${a} = 'yes'", {"field": "a", "is": True}),
        ("${a} != 'yes'", {"not": {"field": "a", "is": True}}),
        ("selected(${b}, 'Đất LÚA')", {"field": "b", "is": "dat_lua"}),
        ("${c} != ''", {"field": "c", "filled": True}),
        ("not(${c} = '')", {"not": {"field": "c", "filled": False}}),
        (
            "${a} = 'yes' and (${b} = '1' or ${b} = 'Đất LÚA')",
            {"all": [{"field": "a", "is": True}, {"field": "b", "in": ["1", "dat_lua"]}]},
        ),
    ],
)
def test_conditions_that_can_be_said_are_said(relevant: str, when: object) -> None:
    asked = fields(
        ("select_one yn", "a", "A"),
        ("select_multiple land", "b", "B"),
        ("text", "c", "C"),
        ("text", "d", "D", "", relevant),
    )
    assert asked["d"]["when"] == when


@pytest.mark.parametrize(
    "relevant",
    ["${a} > 3", "count(${a}) = 1", "${nobody} = '1'", "${a} = ", "((((", "'x'", "${a} = '1' or",
     "(" * 500, "not(" * 500, "${a} = '1' " * 200, "\u202e", "selected(${a} '1')"],
)  # fmt: skip
def test_conditions_that_cannot_be_said_are_told_with_their_row(relevant: str) -> None:
    told = notes(("text", "a", "A"), ("text", "b", "B", "", relevant))
    assert [note[:29] for note in told] == ["row 3: “b”: its condition is n"[:29]]


@pytest.mark.parametrize(
    ("written", "rule", "settings"),
    [
        ("integer", ". > 0 and . < 150", {"min": 1, "max": 149}),
        ("integer", "(. >= -5) and (. <= 5)", {"min": -5, "max": 5}),
        ("integer", ". <= 10", {"max": 10}),
        ("decimal", ". >= 0 and . <= 2", {"min": 0, "max": 2, "decimals": 2}),
        ("text", "string-length(.) >= 2 and string-length(.) <= 9",
         {"min_length": 2, "max_length": 9}),
        ("text", "string-length(.) = 12", {"min_length": 12, "max_length": 12}),
        ("date", ". <= today()", {"latest": "today"}),
        ("date", ". >= date('2025-07-01') and . <= '2026-12-31'",
         {"earliest": "2025-07-01", "latest": "2026-12-31"}),
    ],
)  # fmt: skip
def test_constraints_become_settings(written: str, rule: str, settings: dict[str, Any]) -> None:
    row = (written, "a", "A", "", "", rule)
    asked = fields(row)["a"]
    assert {key: asked.get(key) for key in settings} == settings
    assert notes(row) == []


@pytest.mark.parametrize(
    ("written", "rule", "left"),
    [
        ("integer", ". >= 1 and . mod 2 = 0", "“. mod 2 = 0”"),
        ("decimal", ". > 0", "“. > 0”"),
        ("date", ". > today()", "“. > today()”"),
        ("date", ". >= ${b}", "“. >= ${b}”"),
        ("text", "regex(., '(a+)+')", "“regex(., '(a+)+')”"),
        ("select_multiple land", "count-selected(.) <= 2", "“count-selected(.) <= 2”"),
        ("text", "regex(., 'a and b') and x", "“regex(., 'a and b') and x”"),
        ("integer", "(" * 400 + "' and " * 400, "“((("),
    ],
)
def test_constraints_that_cannot_be_said_are_told(written: str, rule: str, left: str) -> None:
    (told,) = notes((written, "a", "A", "", "", rule))
    assert left in told


@pytest.mark.parametrize(
    ("written", "look", "settings"),
    [
        ("date", "month-year", {"kind": "partial_date"}),
        ("select_one land", "minimal", {"drawn_as": "select"}),
        ("select_one land", "minimal autocomplete", {"drawn_as": "search"}),
        ("image", "", {"max_files": 1, "types": ["jpg", "png"]}),
        ("image", "signature", {"kind": "signature"}),
        ("range", "", {"kind": "number"}),
    ],
)
def test_looks_say_which_kind_is_nearest(written: str, look: str, settings: dict[str, Any]) -> None:
    asked = fields((written, "a", "A", "", "", "", "", look))["a"]
    assert {key: asked.get(key) for key in settings} == settings


def test_what_is_required_in_some_cases_only_is_told() -> None:
    (told,) = notes(("text", "a", "A", "${b} = '1'"))
    assert "it is required only when “${b} = '1'”" in told


def test_a_group_becomes_a_page_and_a_repeat_a_list() -> None:
    imported = form(
        ("begin group", "house", "Nhà"),
        ("begin repeat", "person", "Người"),
        ("text", "person_name", "Tên"),
        ("end repeat", ""),
        ("calculate", "count", "", "", "", "", "count(${person})"),
        ("end group", ""),
    )
    (page,) = imported.sections
    assert [field["kind"] for field in page["fields"]] == ["repeat", "computed"]
    assert page["fields"][0]["fields"][0]["key"] == "name"
    assert page["fields"][1]["value"] == {"count": "person"}


@pytest.mark.parametrize(
    "written", ["geopoint", "barcode", "start", "rank land", "select_one none"]
)
def test_what_has_no_kind_is_told(written: str) -> None:
    assert len(notes((written, "x", "X"), ("text", "a", "A"))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (("begin group", "a", "A"),),
        (("end group", ""), ("text", "a", "A")),
        (("begin group", "a", "A"), ("end repeat", "")),
        tuple(("begin group", f"g{n}", "G") for n in range(20)),
        (("geopoint", "a", "A"),),
        (),
    ],
)
def test_a_broken_survey_is_refused(rows: tuple[Sequence[str], ...]) -> None:
    with pytest.raises(ImportRefused):
        form(*rows)


def test_it_ends_in_a_file_that_passes_the_checks(tmp_path: Path) -> None:
    imported = form(("text", "ho_ten", "Họ tên", "yes"), ("text", "viec", "Việc", "yes"))
    content = document.begun("MOI-1", date(2026, 11, 22)) | {"sections": imported.sections}
    path = tmp_path / "moi.yaml"
    path.write_text(document.text(shown.named(content, imported.notes), "Mới"), "utf-8")
    workflows = workflow_file.load(catalogue.HERE / "workflows")
    assert catalogue.read(path, workflows)[1] == ()
