"""The walk-through for newcomers, followed word by word."""

import re
from datetime import date
from pathlib import Path

import pytest

from forms import answers, catalogue, examples, review, skeleton
from forms.procedure import Procedure

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-procedure.md"
TODAY = date(2026, 11, 22)


@pytest.fixture
def walked(tmp_path: Path) -> Procedure:
    title, questions, people = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    text = skeleton.text("MUON-HT", TODAY)
    text = re.sub(r"(?m)^title: .*\n", title, text)
    end = "        example: Đề nghị sửa đường thôn\n"
    (tmp_path / "muon_ht.yaml").write_text(text.replace(end, end + questions + people), "utf-8")
    return catalogue.load(tmp_path).procedures[0]


def test_it_ends_in_a_procedure_that_can_be_filed(walked: Procedure) -> None:
    given = examples.answers(walked)
    assert answers.check(walked, given, today=TODAY) == answers.Checked(given, {})


def test_it_has_a_condition_a_list_and_a_sum(walked: Procedure) -> None:
    shown = {
        row["key"]: row["value"]
        for section in review.frozen(walked, examples.answers(walked), today=TODAY)
        for row in section["rows"]
    }
    assert [shown[key][0]["vi"] for key in ("sound_note", "people.0.topic", "people_count")] == [
        "Hai micro",
        "Đường thôn",
        "1 người",
    ]
