"""Which procedure is in force when."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms import answers, catalogue, examples, review, search
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


NATIONAL = (
    "1.010943 2.001909 2.002499 2.001801 2.002407 2.002411 2.002409 2.002394 2.002396 "
    "2.002400 2.002401 2.002402 2.002403"
)
OWN = "TCD-TW XLD-BO KN1-BO KN2-BO TC-BO KNPA DKTCD TCDTT RUT-KN RUT-TC BVTC TTTC"


def test_everything_that_ships_is_offered(procedures: Catalogue, today: date) -> None:
    assert procedures.current(today) == procedures.procedures


def test_only_what_is_published_is_offered(tmp_path: Path, today: date) -> None:
    kept = (SHIPPED / NAME).read_text(encoding="utf-8")
    hidden = kept.replace("effective_to: null", "effective_to: null\npublished: false")
    (tmp_path / NAME).write_text(hidden, encoding="utf-8")
    assert catalogue.load(tmp_path).current(today) == ()


def test_every_procedure_of_the_sector_is_a_file(procedures: Catalogue) -> None:
    codes = {found.code: found.national_code for found in procedures.procedures}
    expected = dict.fromkeys(NATIONAL.split(), True) | dict.fromkeys(OWN.split(), False)
    assert codes == expected


DENUNCIATIONS = "TC-BO 2.002394 2.002396 RUT-TC BVTC"


@pytest.mark.parametrize("code", DENUNCIATIONS.split())
def test_a_denouncer_is_never_named_openly(procedures: Catalogue, code: str) -> None:
    procedure = procedures.version(code, 1)
    shown = procedure.shown_as
    assert (shown.applicant, shown.pseudonym.vi) == ("", "Người tố cáo NTC-{number}")
    assert {"denouncer", "signature"} <= procedure.identity_paths


def test_names_that_the_law_protects_are_not_searched(procedures: Catalogue) -> None:
    procedure = procedures.version("2.002396", 1)
    assert "huong giang" not in search.text(procedure, examples.answers(procedure))


def test_frozen_rows_say_whom_the_law_protects(procedures: Catalogue) -> None:
    procedure = procedures.version("2.002396", 1)
    rows = [
        row
        for section in review.frozen(procedure, examples.answers(procedure))
        for row in section["rows"]
    ]
    protected = {row["key"] for row in rows if row.get("identity")}
    assert {"denouncer.full_name", "denouncer.address", "others.0.full_name"} <= protected
    assert "subject" not in protected


def test_information_without_a_sender_asks_for_no_name(procedures: Catalogue) -> None:
    keys = {field.key for field in procedures.version("TTTC", 1).fields}
    assert not keys & {"denouncer", "sender", "signature"}


LEVELS = {
    "1.010943": "province",
    "2.001801": "commune",
    "2.002394": "province",
    "TC-BO": "ministry",
}


@pytest.mark.parametrize(("code", "level"), LEVELS.items())
def test_a_procedure_is_offered_on_the_level_of_its_title(
    procedures: Catalogue, code: str, level: str
) -> None:
    assert procedures.version(code, 1).agency_levels == (level,)


@pytest.mark.parametrize(
    "typed", ["TTT.TN-261122-0001", "000.00.47.H56-261122-0007", "xa.05443-261122-0001"]
)
def test_the_number_of_an_earlier_dossier_is_accepted(
    procedures: Catalogue, today: date, typed: str
) -> None:
    procedure = procedures.version("RUT-KN", 1)
    given = examples.answers(procedure) | {"dossier_number": typed}
    assert answers.check(procedure, given, today=today).errors == {}


@pytest.mark.parametrize("typed", ["261122", "TTT.TN", "ABCD-EFGH-2345-6789", "TTT.TN-2611-1"])
def test_what_cannot_be_a_number_is_refused_at_its_field(
    procedures: Catalogue, today: date, typed: str
) -> None:
    procedure = procedures.version("RUT-TC", 1)
    given = examples.answers(procedure) | {"dossier_number": typed}
    assert answers.check(procedure, given, today=today).errors.keys() == {"dossier_number"}


def test_whoever_filed_on_paper_needs_no_number(procedures: Catalogue, today: date) -> None:
    procedure = procedures.version("BVTC", 1)
    given = examples.answers(procedure) | {
        "known_by": "paper",
        "sent_on": "2026-05",
        "sent_to": "Thanh tra tỉnh Thái Nguyên",
    }
    del given["dossier_number"]
    assert answers.check(procedure, given, today=today).errors == {}


@pytest.mark.parametrize(
    ("unanswered", "missing"),
    [(False, {"first_decision_papers"}), (True, {"first_filed_on", "first_filed_to"})],
)
def test_a_second_complaint_needs_the_first_decision_unless_there_is_none(
    procedures: Catalogue, today: date, *, unanswered: bool, missing: set[str]
) -> None:
    procedure = procedures.get("2.002411", today)
    given = examples.answers(procedure) | {"unanswered": unanswered}
    given.pop("first_decision_papers")
    assert answers.check(procedure, given, today=today).errors.keys() == missing


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
