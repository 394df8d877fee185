"""The verbs for procedure files: check, new, diff, export."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyxform import xls2xform

from forms import catalogue
from services.cli.procedures import procedures

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


def test_a_schema_is_exported() -> None:
    written = run("export", SHIPPED / "denunciation_commune.yaml", "--json-schema").output
    assert json.loads(written)["properties"]["others"]["type"] == "array"


@pytest.mark.parametrize("name", ["feedback_petition", "denunciation_commune", "asset_declaration"])
def test_an_xlsform_is_exported_and_converts(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"{name}.xlsx"
    made = run("export", SHIPPED / f"{name}.yaml", "--xlsform", "--to", target)
    assert made.exit_code == 0, made.output
    assert "<h:html" in xls2xform.convert(str(target)).xform
