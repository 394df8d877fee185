"""`./motcua retention` and `./motcua privacy`: what they say, and what they refuse."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click import Group
from click.testing import CliRunner, Result

from services.cli.privacy import privacy
from services.cli.retention import retention
from services.resources import Resources
from tests.filing import AGENCY, hand_in
from tests.settled import FAMILY, settle

Run = Callable[..., Result]
SPAN = ("--since", "2026-11-20 00:00", "--until", "2026-11-21 00:00")


@pytest.fixture
def run(resources: Resources, engine_environment: dict[str, str]) -> Run:
    del resources  # It cleans up after the test.

    def invoke(verb: Group, *words: str) -> Result:
        return CliRunner(env=engine_environment).invoke(verb, words)

    return invoke


def test_no_period_is_known_at_first(run: Run) -> None:
    assert run(retention, "rules").output.count("kept (no period is known)") == 6


def test_a_period_is_set_with_its_citation(run: Run) -> None:
    run(retention, "set", FAMILY, "10", "--citation", "Mục 1")
    assert "10 years" in run(retention, "rules").output


@pytest.mark.parametrize("words", [("x", "10"), (FAMILY, "0"), (FAMILY, "ten"), (FAMILY, "9999")])
def test_an_odd_period_is_refused(run: Run, words: tuple[str, str]) -> None:
    assert run(retention, "set", *words, "--citation", "c").exit_code != 0


def test_a_plan_tells_what_why_and_how_to_approve(run: Run, resources: Resources) -> None:
    run(retention, "set", FAMILY, "10", "--citation", "Mục 1")
    number = settle(resources).number
    told = run(retention, "plan").output
    assert all(word in told for word in (number, "Mục 1", "token "))


def test_a_wrong_token_does_nothing(run: Run, resources: Resources) -> None:
    run(retention, "set", FAMILY, "10", "--citation", "Mục 1")
    settle(resources)
    assert "another plan" in run(retention, "run", "--approve", "x").output


def test_the_token_lets_the_plan_happen(run: Run, resources: Resources) -> None:
    run(retention, "set", FAMILY, "10", "--citation", "Mục 1")
    settle(resources)
    token = run(retention, "plan").output.rpartition("token ")[2].strip()
    assert "hidden 1, deleted 0" in run(retention, "run", "--approve", token).output


def test_a_term_is_set_and_taken_away(run: Run) -> None:
    run(privacy, "term", AGENCY, "deletion", "10", "--citation", "NĐ")
    told = run(privacy, "terms").output
    run(privacy, "term", AGENCY, "deletion")
    assert ("10 working days" in told, run(privacy, "terms").output) == (True, "")


@pytest.mark.parametrize(
    "words", [("X", "deletion", "5"), (AGENCY, "x", "5"), (AGENCY, "deletion", "0")]
)
def test_an_odd_term_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run(privacy, "term", *words, "--citation", "c").exit_code != 0


def test_the_work_sheet_counts_and_names_the_last_hour(
    run: Run, resources: Resources, tmp_path: Path
) -> None:
    hand_in(resources)
    target = tmp_path / "sheet.pdf"
    found = ("--detected", "2026-11-21 09:30", "--to", str(target))
    told = run(privacy, "breach", *SPAN, *found).output
    with pikepdf.open(target) as pdf:
        assert ("24/11/2026 09:30" in told, len(pdf.pages) > 0) == (True, True)


def test_a_breach_that_was_found_before_it_began_is_refused(run: Run, tmp_path: Path) -> None:
    found = ("--detected", "2026-11-01", "--to", str(tmp_path / "x.pdf"))
    assert run(privacy, "breach", *SPAN, *found).exit_code == 2
