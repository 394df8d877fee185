"""Which procedure is in force when."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms import catalogue
from forms.catalogue import Catalogue, UnknownProcedure, UnknownWorkflow
from forms.faults import BrokenProcedures

SHIPPED = Path(catalogue.__file__).with_name("procedures")
NAME = "feedback_petition.yaml"


@pytest.fixture
def two_versions(tmp_path: Path) -> Catalogue:
    first = (SHIPPED / NAME).read_text(encoding="utf-8")
    first = first.replace("effective_to: null", "effective_to: 2026-12-31")
    (tmp_path / "first.yaml").write_text(first, encoding="utf-8")
    second = first.replace("version: 1", "version: 2").replace("2026-07-01", "2027-01-01")
    second = second.replace("effective_to: 2026-12-31", "effective_to: null")
    (tmp_path / "second.yaml").write_text(second, encoding="utf-8")
    return catalogue.load(tmp_path)


def test_three_procedures_can_be_filed_today(procedures: Catalogue, today: date) -> None:
    codes = {procedure.code for procedure in procedures.current(today)}
    assert codes == {"2.002409", "2.002407", "KNPA"}


def test_nothing_can_be_filed_before_the_law(procedures: Catalogue) -> None:
    assert procedures.current(date(2026, 6, 30)) == ()


@pytest.mark.parametrize(("day", "version"), [("2026-12-31", 1), ("2027-01-01", 2)])
def test_the_version_in_force_is_found(two_versions: Catalogue, day: str, version: int) -> None:
    assert two_versions.get("KNPA", date.fromisoformat(day)).version == version


def test_an_old_version_is_kept_for_its_dossiers(two_versions: Catalogue) -> None:
    assert two_versions.version("KNPA", 1).effective_to == date(2026, 12, 31)


def test_unknown_names_are_refused_by_name(procedures: Catalogue, today: date) -> None:
    with pytest.raises(UnknownProcedure):
        procedures.get("9.999999", today)
    with pytest.raises(UnknownProcedure):
        procedures.version("KNPA", 99)
    with pytest.raises(UnknownWorkflow):
        procedures.workflow("nothing")


def test_versions_that_overlap_are_told(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        shutil.copy(SHIPPED / NAME, tmp_path / name)
    with pytest.raises(BrokenProcedures, match="two versions of KNPA are in force"):
        catalogue.load(tmp_path)


def test_a_directory_without_files_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert catalogue.load(tmp_path).procedures == ()
