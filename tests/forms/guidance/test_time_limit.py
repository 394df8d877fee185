"""A procedure's limitation, applied to the answers of a filing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms import catalogue, examples
from forms.faults import BrokenProcedures
from forms.guidance import time_limit
from forms.guidance.limitation import Count
from tests.shipped import CATALOGUE

TODAY = date(2026, 11, 22)
FIRST = Path(catalogue.__file__).with_name("procedures") / "complaint_first_commune.yaml"


def counted(code: str, **answers: Any) -> Count | None:
    procedure = CATALOGUE.get(code, TODAY)
    given = {**examples.answers(procedure), **answers}
    return time_limit.of(procedure, given, today=TODAY, first_working=lambda day: day)


@pytest.mark.parametrize(
    ("code", "answers", "rule"),
    [
        ("2.002409", {"object": "decision"}, "complaint_first"),
        ("2.002409", {"object": "discipline"}, "discipline_first"),
        ("2.002411", {"object": "act"}, "complaint_second"),
        ("2.002411", {"object": "discipline", "dismissed": False}, "discipline_second"),
        ("2.002411", {"object": "discipline", "dismissed": True}, "discipline_second_dismissal"),
    ],
)
def test_answers_choose_the_rule(code: str, answers: dict[str, Any], rule: str) -> None:
    found = counted(code, **answers)
    assert found is not None
    assert found.rule.key == rule


def test_obstacle_of_the_answers_is_left_out() -> None:
    found = counted("2.002409", known_on="2026-05-06")
    assert found is not None
    assert found.last_day == date(2026, 8, 27)


@pytest.mark.parametrize("day", [None, "", "soon", 5, {"day": "1"}])
def test_nothing_is_counted_without_a_day(day: object) -> None:
    assert counted("2.002409", known_on=day) is None


def test_procedure_without_limitation_counts_nothing() -> None:
    assert counted("KNPA") is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("rule: complaint_first", "rule: moon", "no rule of limitation is called “moon”"),
        (
            "rule: complaint_first, start: known_on",
            "rule: complaint_first, start: moon",
            "no field",
        ),
        (
            "rule: complaint_first, start: known_on",
            "rule: complaint_first, start: subject",
            "does not ask for a date",
        ),
        ("object, is: discipline", "object, is: moon", "is never “moon”"),
        ("  obstacle_to: hindrance_to\n", "", "needs its first and its last day"),
        ("amount: 90", "amount: 91", "no rule of limitation named here has 91 days"),
    ],
)
def test_limitation_that_leads_nowhere_is_told(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    text = FIRST.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "broken.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures, match=what):
        catalogue.load(tmp_path)
