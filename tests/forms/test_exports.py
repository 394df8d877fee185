"""The same form for other programs: an XLSForm, and the skeleton of a new file."""

from datetime import date
from pathlib import Path

import pytest

from forms import catalogue, skeleton, xlsform
from forms.procedure import Procedure
from forms.xlsform import Row
from tests.shipped import CATALOGUE


@pytest.fixture(scope="module")
def survey(every_kind: Procedure) -> dict[str, Row]:
    return {row["name"]: row for row in reversed(xlsform.tables(every_kind).survey)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page_who", "begin group"),
        ("company", "begin group"),
        ("company_name", "text"),
        ("field_of_work", "select_one field_of_work"),
        ("born_on", "date"),
        ("age", "calculate"),
        ("has_land", "select_one yes_no"),
        ("items", "begin repeat"),
        ("items_surface", "decimal"),
        ("items_worth", "integer"),
    ],
)
def test_each_kind_has_its_type(survey: dict[str, Row], name: str, kind: str) -> None:
    assert survey[name]["type"] == kind


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("items_surface", "relevant", "(selected(${items_kind}, 'plot'))"),
        (
            "items_land_note",
            "relevant",
            "((selected(${has_land}, 'yes')) and (selected(${items_kind}, 'plot')))",
        ),
        ("floors", "constraint", ". >= 1 and . <= 200"),
        ("total", "calculation", "sum(${items_worth})"),
        ("waited", "calculation", "int(today() - ${born_on})"),
        ("heading", "calculation", "concat(${subject}, ' ', ${company_name})"),
    ],
)
def test_conditions_and_rules_are_said_in_its_language(
    survey: dict[str, Row], name: str, column: str, cell: str
) -> None:
    assert survey[name][column] == cell


def test_every_begin_has_its_end(every_kind: Procedure) -> None:
    open_ones: list[str] = []
    for row in xlsform.tables(every_kind).survey:
        if row["type"].startswith("begin"):
            open_ones.append(row["name"])
        if row["type"].startswith("end"):
            assert open_ones.pop() == row["name"]
    assert open_ones == []


def test_every_list_has_its_choices(every_kind: Procedure) -> None:
    made = xlsform.tables(every_kind)
    used = {row["type"].split()[1] for row in made.survey if row["type"].startswith("select")}
    assert used == {row["list_name"] for row in made.choices}


def test_every_name_that_is_used_is_there() -> None:
    for procedure in CATALOGUE.procedures:
        made = xlsform.tables(procedure)
        names = {row["name"] for row in made.survey}
        cells = " ".join(
            row.get("relevant", "") + row.get("calculation", "") for row in made.survey
        )
        used = {part.partition("}")[0] for part in cells.split("${")[1:]}
        assert used <= names, procedure.slug


def test_a_skeleton_is_a_valid_file(tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(skeleton.text("MOI-1", date(2026, 11, 22)), "utf-8")
    assert catalogue.load(tmp_path).procedures[0].code == "MOI-1"
