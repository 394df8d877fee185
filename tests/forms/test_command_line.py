"""The verbs for procedure files: check, new, diff, export."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from pyxform import xls2xform

from forms import catalogue
from services.cli.procedures import procedures

OPENAPI = {
    "required": ["openapi", "info", "paths", "components"],
    "properties": {
        "openapi": {"const": "3.1.0"},
        "info": {"required": ["title", "version"]},
        "paths": {"propertyNames": {"pattern": "^/"}},
        "components": {
            "properties": {
                "schemas": {
                    "propertyNames": {"pattern": r"^[a-zA-Z0-9.\-_]+$"},
                    "additionalProperties": {
                        "$ref": "https://json-schema.org/draft/2020-12/schema"
                    },
                }
            }
        },
    },
}
PORTAL = {
    "result": [
        {
            "id": 7,
            "code": "1.000001",
            "name": "Thủ tục thử",
            "state": "ACTIVE",
            "executionCases": [{"profileComponents": [{"name": "Đơn đề nghị"}]}],
            "executionMethods": [{"processingTime": 15, "processingTimeUnit": "WORKING_DAY"}],
            "executionSteps": "Nộp hồ sơ.\nNhận kết quả.",
            "legalBasisesDetails": [{"name": "Luật thử"}],
        }
    ]
}
SHIPPED = catalogue.HERE / "procedures"


def run(*words: object) -> Result:
    return CliRunner().invoke(procedures, [str(word) for word in words])


def test_a_new_file_passes_the_check(tmp_path: Path) -> None:
    begun = run("new", "MUON-HT", "--into", tmp_path)
    checked = run("check", tmp_path)
    assert (begun.exit_code, checked.exit_code, checked.output) == (
        0,
        0,
        "1 procedures, no fault.\n",
    )


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "muon_ht.yaml").write_text("mine", encoding="utf-8")
    assert run("new", "MUON-HT", "--into", tmp_path).exit_code == 1
    assert (tmp_path / "muon_ht.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("code", ["../x", "a b", "", "x" * 50])
def test_an_odd_code_is_refused(tmp_path: Path, code: str) -> None:
    assert run("new", code, "--into", tmp_path).exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_faults_are_printed_and_end_with_one(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("code: X1\n", encoding="utf-8")
    checked = run("check", tmp_path)
    assert checked.exit_code == 1
    assert "bad.yaml:1: “title” is missing" in checked.output


def test_a_difference_is_classed(tmp_path: Path) -> None:
    old = SHIPPED / "feedback_petition.yaml"
    new = tmp_path / "new.yaml"
    new.write_text(old.read_text("utf-8").replace("amount: 10", "amount: 7"), encoding="utf-8")
    told = run("diff", old, new).output
    assert "needs review  deadlines: Đổi thời hạn. / Changed: the deadlines." in told


@pytest.mark.parametrize("name", [SHIPPED / "denunciation_commune.yaml", "2.002396"])
def test_a_schema_is_exported_by_file_or_by_code(name: object) -> None:
    written = run("export", name).output
    assert json.loads(written)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_openapi_parts_are_whole_and_fit_their_example(path: Path) -> None:
    written = json.loads(run("export", path, "--as", "openapi").output)
    jsonschema.validate(written, OPENAPI)
    content = written["paths"]["/api/v1/dossiers"]["post"]["requestBody"]["content"]
    body = content["application/json"]
    jsonschema.validate(body["example"], body["schema"] | {"components": written["components"]})


@pytest.mark.parametrize("name", ["feedback_petition", "denunciation_commune", "asset_declaration"])
def test_an_xlsform_is_exported_and_converts(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"{name}.xlsx"
    made = run("export", SHIPPED / f"{name}.yaml", "--as", "xlsform", "--to", target)
    assert made.exit_code == 0, made.output
    assert "<h:html" in xls2xform.convert(str(target)).xform


def test_a_blank_form_is_exported(tmp_path: Path) -> None:
    target = tmp_path / "blank.pdf"
    run("export", "KNPA", "--as", "blank-pdf", "--to", target)
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_an_unknown_name_is_told() -> None:
    assert "no procedure that ships has this code" in run("export", "KHONG-CO").output


def test_an_exported_form_is_imported_as_a_file(tmp_path: Path) -> None:
    workbook, target = tmp_path / "form.xlsx", tmp_path / "form.yaml"
    run("export", "KNPA", "--as", "xlsform", "--to", workbook)
    taken = run("import", workbook, "--out", target)
    assert (taken.exit_code, "0 notes, 0 faults." in taken.output) == (0, True)
    assert run("check", tmp_path).output == "1 procedures, no fault.\n"


def test_the_description_of_the_portal_is_imported(tmp_path: Path) -> None:
    given, target = tmp_path / "portal.json", tmp_path / "portal.yaml"
    given.write_text(json.dumps(PORTAL), encoding="utf-8")
    taken = run("import", given, "--out", target)
    assert taken.exit_code == 0, taken.output
    text = target.read_text(encoding="utf-8")
    assert "code: '1.000001'" in text
    assert "{vi: Đơn đề nghị, en: Đơn đề nghị}" in text


@pytest.mark.parametrize("content", ["", "[]", "{", "[[[[", "null", '{"code": 1}', "[" * 100_000])
def test_a_description_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    given = tmp_path / "portal.json"
    given.write_text(content, encoding="utf-8")
    taken = run("import", given, "--out", tmp_path / "x.yaml")
    assert (taken.exit_code, taken.output[:6]) == (1, "Error:")


def test_an_import_never_writes_over_a_file(tmp_path: Path) -> None:
    workbook, target = tmp_path / "form.xlsx", tmp_path / "mine.yaml"
    target.write_text("mine", encoding="utf-8")
    run("export", "KNPA", "--as", "xlsform", "--to", workbook)
    assert run("import", workbook, "--out", target).exit_code == 1
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_preview_is_written_as_pages_that_stand_alone(tmp_path: Path) -> None:
    made = run("preview", "KNPA", "--out", tmp_path)
    assert made.exit_code == 0, made.output
    page = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert ("<script" in page, 'href="static/css/motcua.css"' in page) == (False, True)
    assert (tmp_path / "static" / "css" / "motcua.css").exists()
    assert (tmp_path / "blank.pdf").exists()
