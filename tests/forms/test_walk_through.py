"""The walk-through for newcomers, followed word by word."""

from datetime import date
from pathlib import Path

import pytest

from forms import answers, catalogue, examples, review
from forms.procedure import Procedure
from tests.walk_through import commands, follow, run

TODAY = date(2026, 11, 22)


@pytest.fixture
def walked(tmp_path: Path) -> Procedure:
    follow(tmp_path)
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


@pytest.mark.parametrize(
    "form", [words[words.index("--as") + 1] for words in commands() if "--as" in words]
)
def test_it_is_exported_as_the_page_says(tmp_path: Path, form: str) -> None:
    path = follow(tmp_path)
    run("export", path, "--as", form, "--to", tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 0


def test_it_is_previewed_as_the_page_says(tmp_path: Path) -> None:
    path = follow(tmp_path)
    run("preview", path, "--out", tmp_path / "pages")
    assert "Mượn hội trường" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
