"""Publishing from the command line, and what is told of documents that are left out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services import doctor
from services.agencies import directory
from services.authoring.library import Library
from services.cli.procedures import procedures
from services.drafts import drafts
from services.resources import Resources
from services.web.application import create_application
from tests.filing import AGENCY
from tests.versions import CODE, RENAMED, SECRET, own, version


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "next.yaml"
    path.write_text(version(2, RENAMED), encoding="utf-8")
    return path


@pytest.fixture
def _open_draft(resources: Resources) -> None:
    with resources.database.transaction() as session:
        subject = drafts.Subject(CODE, 1, directory.get(session, AGENCY).id)
        opened = drafts.begin(session, subject, days=30, now=datetime.now(UTC))
        drafts.save(opened.draft, "content", {"proposal": "Của riêng tôi"}, now=datetime.now(UTC))


def run(environment: dict[str, str], *words: object) -> Result:
    return CliRunner().invoke(procedures, [str(word) for word in words], env=environment)


@pytest.mark.usefixtures("_open_draft")
def test_a_dry_run_tells_and_publishes_nothing(
    resources: Resources, engine_environment: dict[str, str], file: Path
) -> None:
    told = run(engine_environment, "publish", file, "--dry-run").output
    assert "1 open drafts, 1 of them tried\n     1 have something to answer again" in told
    assert "begun on version 1: no place for: “Bạn đề xuất giải quyết thế nào?”" in told
    assert len(resources.library.look().versions(CODE)) == 1


def test_a_file_is_published(
    resources: Resources, engine_environment: dict[str, str], file: Path
) -> None:
    told = run(engine_environment, "publish", file).output
    assert told.endswith("Published: KNPA version 2.\n")
    assert [found.version for found in resources.library.look().versions(CODE)] == [1, 2]


@pytest.mark.usefixtures("resources")
def test_a_faulty_file_is_not_published(engine_environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(version(1, SECRET), encoding="utf-8")
    refused = run(engine_environment, "publish", path)
    assert (refused.exit_code, "bad.yaml:4: version 1 of KNPA" in refused.output) == (1, True)


def test_check_reads_the_directory_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(version(1), encoding="utf-8")
    found = run({"MOTCUA_PROCEDURES_DIR": str(tmp_path)}, "check")
    assert (found.exit_code, "own.yaml:4: version 1 of KNPA stands" in found.output) == (1, True)


@pytest.fixture
def quarantining(resources: Resources, tmp_path: Path) -> Iterator[Resources]:
    """Give the agency a bad file and a good one."""
    (tmp_path / "bad.yaml").write_text(own().replace("code_lists", "lists"), encoding="utf-8")
    (tmp_path / "good.yaml").write_text(own("HT-2"), encoding="utf-8")
    resources.library, shipped = Library(resources.database, tmp_path), resources.library
    yield resources
    resources.library = shipped


def test_the_doctor_names_what_is_left_out(quarantining: Resources) -> None:
    found = {finding.what: finding for finding in doctor.examine(quarantining)}["procedures"]
    assert (found.well, "bad.yaml" in found.words) == (False, True)


def test_the_service_stays_ready(quarantining: Resources) -> None:
    client = create_application(quarantining).test_client()
    answers = [client.get(path).status_code for path in ("/readyz", "/thu-tuc/HT-2")]
    assert answers == [200, 200]
