"""Two versions compared: what changed, whom it concerns, and what a draft would lose."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms import catalogue, examples, migration
from forms.changes import Impact, compare
from forms.procedure import Procedure

SHIPPED = Path(catalogue.__file__).with_name("procedures") / "feedback_petition.yaml"


def changed(directory: Path, *pairs: tuple[str, str]) -> Procedure:
    """Write another version of the shipped file and load it."""
    text = SHIPPED.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (directory / "next.yaml").write_text(text, encoding="utf-8")
    return catalogue.load(directory).version("KNPA", 2)


PROPOSAL = "required: false\n        max_length: 5000"
WISH = """      - key: wish
        kind: text
        required: {}
        label: {{vi: Mong muốn, en: Wish}}
        example: An
      - key: proposal"""
NEW_FIELD = ("      - key: proposal", WISH)
LAND = "          - {value: land, label: {vi: Đất đai, en: Land}}\n"


@pytest.mark.parametrize(
    ("old", "new", "path", "impact"),
    [
        ('title: {vi: "Gửi', 'title: {vi: "Nộp', "title", Impact.COMPATIBLE),
        ("amount: 10", "amount: 7", "deadlines", Impact.NEEDS_REVIEW),
        ("workflow: petition_intake", "workflow: information_intake", "workflow", Impact.BREAKING),
        ("label: {vi: Nội dung,", "label: {vi: Sự việc,", "content", Impact.COMPATIBLE),
        ("rows: 5", "rows: 6", "", Impact.COMPATIBLE),
        (PROPOSAL, "required: true\n        max_length: 5000", "proposal", Impact.NEEDS_REVIEW),
        (PROPOSAL, "required: false\n        max_length: 9000", "proposal", Impact.COMPATIBLE),
        (PROPOSAL, "required: false\n        max_length: 100", "proposal", Impact.NEEDS_REVIEW),
        ("min_length: 10", "min_length: 20", "content", Impact.NEEDS_REVIEW),
        ("min_length: 10", "min_length: 5", "content", Impact.COMPATIBLE),
        (LAND, LAND + LAND.replace("land", "sea").replace("Đất", "Biển"), "field_of_matter",
         Impact.COMPATIBLE),
        ("{value: policy,", "{value: poverty,", "field_of_matter", Impact.NEEDS_REVIEW),
        (NEW_FIELD[0], NEW_FIELD[1].format("false"), "wish", Impact.COMPATIBLE),
        (NEW_FIELD[0], NEW_FIELD[1].format("true"), "wish", Impact.NEEDS_REVIEW),
        ("key: proposal", "key: suggestion", "proposal", Impact.NEEDS_REVIEW),
        ("rows: 5", "rows: 5\n        when: {field: petition_kind, is: petition}", "proposal",
         Impact.NEEDS_REVIEW),
        ("kind: partial_date", "kind: text", "happened_on", Impact.BREAKING),
        ("latest: today\n        example: 2026-06", "example: 2026-06", "happened_on",
         Impact.COMPATIBLE),
        ("rows: 5", "rows: 5\n        identity: true", "proposal", Impact.BREAKING),
    ],
)  # fmt: skip
def test_a_change_is_classed(
    tmp_path: Path, feedback: Procedure, old: str, new: str, path: str, impact: Impact
) -> None:
    pairs = [(old, new)]
    if "kind: text" in new and "partial_date" in old:
        pairs.append(("        latest: today\n", ""))
    if "information_intake" in new:
        pairs.append(("refusal: [petition_filing]", "other: [petition_filing]"))
    comparison = compare(feedback, changed(tmp_path, *pairs))
    found = [change.impact for change in comparison.changes if change.path == path]
    assert max(found, default=Impact.COMPATIBLE) == impact


def test_the_gravest_change_decides(tmp_path: Path, feedback: Procedure) -> None:
    after = changed(
        tmp_path, ("rows: 5", "rows: 5\n        identity: true"), ("amount: 10", "amount: 7")
    )
    comparison = compare(feedback, after)
    assert (comparison.impact, comparison.changes[0].impact) == (Impact.BREAKING, Impact.BREAKING)


def test_nothing_changed(tmp_path: Path, feedback: Procedure) -> None:
    comparison = compare(feedback, changed(tmp_path))
    assert (comparison.changes, comparison.impact) == ((), Impact.COMPATIBLE)


def test_a_change_is_told_in_both_languages(tmp_path: Path, feedback: Procedure) -> None:
    words = compare(feedback, changed(tmp_path, ("{value: policy,", "{value: poverty,"))).changes
    assert any(
        "bỏ lựa chọn" in change.words.vi and "no longer" in change.words.en for change in words
    )


def test_a_block_that_goes_is_told_once(tmp_path: Path, feedback: Procedure) -> None:
    after = changed(tmp_path, ("key: place\n", "key: spot\n"))
    paths = [change.path for change in compare(feedback, after).changes]
    assert sorted(paths) == ["place", "spot"]


@pytest.fixture
def draft(feedback: Procedure) -> dict[str, Any]:
    return examples.answers(feedback)


def test_a_draft_keeps_its_words(
    tmp_path: Path, feedback: Procedure, draft: dict[str, Any], today: date
) -> None:
    after = changed(tmp_path, ("amount: 10", "amount: 7"))
    found = migration.preview(feedback, after, draft, today=today)
    assert (found.raw, found.lost, found.refused, found.asked_anew) == (draft, {}, {}, {})


def test_what_a_draft_loses_is_named(
    tmp_path: Path, feedback: Procedure, draft: dict[str, Any], today: date
) -> None:
    after = changed(tmp_path, ("key: proposal", "key: suggestion"))
    found = migration.preview(feedback, after, draft, today=today)
    assert (set(found.lost), "proposal" in found.raw) == ({"proposal"}, False)


def test_what_is_asked_anew_is_named(
    tmp_path: Path, feedback: Procedure, draft: dict[str, Any], today: date
) -> None:
    after = changed(tmp_path, (NEW_FIELD[0], NEW_FIELD[1].format("true")))
    assert set(migration.preview(feedback, after, draft, today=today).asked_anew) == {"wish"}


def test_what_is_no_longer_accepted_is_named(
    tmp_path: Path, feedback: Procedure, draft: dict[str, Any], today: date
) -> None:
    after = changed(
        tmp_path, ("{value: land,", "{value: soil,"), ("example: land", "example: soil")
    )
    found = migration.preview(feedback, after, draft, today=today)
    assert (set(found.refused), found.raw["field_of_matter"]) == ({"field_of_matter"}, "land")


def test_an_unfinished_draft_can_be_previewed(
    tmp_path: Path, feedback: Procedure, today: date
) -> None:
    raw = {"content": "ngắn", "place": [[1]], "nothing": 1}
    found = migration.preview(feedback, changed(tmp_path), raw, today=today)
    assert (found.kept, found.asked_anew) == (("content",), {})


def test_rows_move_over(every_kind: Procedure, today: date) -> None:
    raw = examples.answers(every_kind)
    found = migration.preview(every_kind, every_kind, raw, today=today)
    assert (found.raw, "items.1.worth" in found.kept, found.lost) == (raw, True, {})
