"""Released versions: what was asked once is never changed, shared parts included."""

from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner

from forms import catalogue, released
from forms.catalogue import Catalogue
from forms.procedure import Procedure
from services.cli.procedures import procedures as commands
from tests.versions import again, first_label, with_other_parts

SHIPPED = catalogue.HERE / "procedures"


def told(directory: Path, procedure: Procedure) -> list[str]:
    return [str(fault) for fault in released.faults(directory, [procedure])]


def test_what_is_released_is_as_it_was(procedures: Catalogue) -> None:
    assert list(released.faults(SHIPPED, procedures.procedures)) == []


def test_a_document_takes_what_it_names_and_what_that_uses(complaint: Procedure) -> None:
    assert {"person", "address"} <= complaint.shared["blocks"].keys()
    assert "complaint.complainant" in complaint.shared["sections"]


def test_a_document_is_read_with_the_parts_that_were_kept(complaint: Procedure) -> None:
    shared = deepcopy(dict(with_other_parts(complaint).shared))
    shared["sections"]["complaint.complainant"]["title"] = {"vi": "Ai?", "en": "Who?"}
    kept = again(complaint, brought=shared)
    assert (kept.section("complainant").title.vi, first_label(kept)) == ("Ai?", "Bạn là ai?")
    assert first_label(again(complaint)) == first_label(complaint)


def test_a_change_of_a_shared_part_is_told(complaint: Procedure, tmp_path: Path) -> None:
    released.release(tmp_path, [complaint])
    assert told(tmp_path, complaint) == []
    (fault,) = told(tmp_path, with_other_parts(complaint))
    assert f"{complaint.slug}.yaml:{complaint.line('version')}: " in fault
    assert "it or a shared part of it was changed: leave it as it was" in fault


def test_a_released_version_may_be_given_its_end(complaint: Procedure, tmp_path: Path) -> None:
    released.release(tmp_path, [complaint])
    ended = complaint.text.replace("effective_to: null", "effective_to: 2027-12-31")
    assert ended != complaint.text
    assert told(tmp_path, again(complaint, text=ended)) == []


def test_what_is_noted_is_never_noted_anew(complaint: Procedure, tmp_path: Path) -> None:
    first = released.release(tmp_path, [complaint])
    assert first == ((complaint.code, complaint.version),)
    assert released.release(tmp_path, [with_other_parts(complaint)]) == ()
    assert told(tmp_path, with_other_parts(complaint)) != []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("DKTCD", "does not say a code, a version and a digest"),
        ("DKTCD one " + "0" * 64, "does not say a code, a version and a digest"),
        ("<<<<<<< HEAD", "does not say a code, a version and a digest"),
        ("Đ\N{NO-BREAK SPACE}\x85", "does not say a code, a version and a digest"),
        ("1.010943 1 " + "0" * 64, "version 1 of 1.010943 is noted twice"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "lock"])
def test_a_spoilt_line_is_told_with_its_number(
    tmp_path: Path, verb: str, line: str, what: str
) -> None:
    good = "1.010943 1 " + "1" * 64
    path = tmp_path / released.NAME
    path.write_text(f"# Digests\n\n{good}\n{line}\n", encoding="utf-8")
    before = path.read_bytes()
    done = CliRunner().invoke(commands, [verb, str(tmp_path)])
    assert (done.exit_code, f"{path}:4: " in done.output, what in done.output) == (1, True, True)
    assert path.read_bytes() == before
