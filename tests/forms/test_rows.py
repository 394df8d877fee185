"""Lists of rows: read, checked, drawn, frozen, without JavaScript."""

import json
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms import answers, examples, html, review, rows, search
from forms.control import Control
from forms.kinds.repeat import TOO_FEW, TOO_MANY
from forms.procedure import Procedure
from tests.forms.posting import posted, through_the_browser


@pytest.fixture
def full(every_kind: Procedure) -> dict[str, Any]:
    return examples.answers(every_kind)


def drawn(procedure: Procedure, raw: dict[str, Any]) -> dict[str, Control]:
    today = date(2026, 11, 22)
    errors = answers.check(procedure, raw, today=today).errors
    shown = html.controls(
        procedure.section("rows"), raw, errors, "vi", today=today, procedure=procedure
    )
    return {control.name: control for control in shown}


def test_the_example_has_its_rows(full: dict[str, Any]) -> None:
    assert [row["kind"] for row in full["items"]] == ["plot", "house"]


def test_rows_survive_the_browser(every_kind: Procedure, full: dict[str, Any], today: date) -> None:
    raw = through_the_browser(every_kind, full, today)
    assert answers.check(every_kind, raw, today=today) == answers.Checked(full, {})


def test_posted_rows_close_up(every_kind: Procedure) -> None:
    post = MultiDict({"items.7.worth": "5", "items.2.worth": "3", "items.x.worth": "9"})
    raw = html.read(every_kind, "rows", post)
    assert [row["worth"] for row in raw["items"]] == ["3", "5"]


def test_a_row_of_which_nothing_was_ticked_is_still_there(every_kind: Procedure) -> None:
    raw = html.read(every_kind, "rows", MultiDict([("items", "0"), ("items", "1")]))
    assert len(raw["items"]) == 2


def test_a_condition_looks_at_its_own_row(
    every_kind: Procedure, full: dict[str, Any], today: date
) -> None:
    full["items"][1]["surface"] = 5
    checked = answers.check(every_kind, full, today=today)
    assert ("surface" in checked.answers["items"][1], checked.errors) == (False, {})


def test_a_condition_looks_around_the_rows(
    every_kind: Procedure, full: dict[str, Any], today: date
) -> None:
    checked = answers.check(every_kind, full | {"has_land": False}, today=today)
    assert "land_note" not in checked.answers["items"][0]


def test_an_error_names_the_row(every_kind: Procedure, full: dict[str, Any], today: date) -> None:
    full["items"] = [full["items"][0], {}, {"kind": "house", "worth": "nhiều"}]
    errors = answers.check(every_kind, full, today=today).errors
    assert errors.keys() == {"items.2.worth"}


def test_blank_rows_are_no_answers(
    every_kind: Procedure, full: dict[str, Any], today: date
) -> None:
    rows_given = full["items"]
    full["items"] = [{}, *rows_given, {"kind": "", "place": {"detail": " "}}]
    assert answers.check(every_kind, full, today=today).answers["items"] == rows_given


@pytest.mark.parametrize("given", [None, [], [{}], [{"kind": ""}]])
def test_too_few_rows_are_told_at_the_list(
    every_kind: Procedure, full: dict[str, Any], today: date, given: object
) -> None:
    errors = answers.check(every_kind, full | {"items": given}, today=today).errors
    assert errors["items"].vi == TOO_FEW.vi.format(label="Tài sản", limit=1)


def test_an_optional_list_once_begun_needs_its_rows(
    every_kind: Procedure, full: dict[str, Any], today: date
) -> None:
    errors = answers.check(every_kind, full | {"helpers": [{"name": "An"}]}, today=today).errors
    assert errors.keys() == {"helpers"}


@pytest.mark.parametrize("count", [5, 10_000, 1_000_000])
def test_too_many_rows_are_told_at_the_list(
    every_kind: Procedure, full: dict[str, Any], today: date, count: int
) -> None:
    errors = answers.check(every_kind, full | {"items": [{"x": 1}] * count}, today=today).errors
    assert errors == {"items": TOO_MANY.format(label="Tài sản", limit=4)} or "items" in errors


def test_ten_thousand_posted_rows_are_refused_and_some_kept(
    every_kind: Procedure, today: date
) -> None:
    post = MultiDict({f"items.{number}.worth": "1" for number in range(10_000)})
    raw = html.read(every_kind, "rows", post)
    errors = answers.check(every_kind, raw, today=today, section="rows").errors
    assert (len(raw["items"]), "items" in errors) == (5, True)


@pytest.mark.parametrize("given", ["x", 7, True, {"0": {}}, [1], [[]], ["x"], [{"other": 1}]])
def test_rows_of_another_shape_are_refused_at_the_list(
    every_kind: Procedure, full: dict[str, Any], today: date, given: object
) -> None:
    errors = answers.check(every_kind, full | {"items": given}, today=today).errors
    assert all(path.split(".")[0] == "items" for path in errors)
    assert errors


def test_a_button_adds_a_row(every_kind: Procedure) -> None:
    post = MultiDict({"items.0.worth": "3", "add_row": "items"})
    raw = html.read(every_kind, "rows", post)
    changed = rows.press(every_kind.section("rows"), raw, post)
    assert (rows.pressed(post), changed["items"][0]["worth"], changed["items"][1]) == (
        True,
        "3",
        {},
    )


def test_a_button_removes_its_row(every_kind: Procedure) -> None:
    post = MultiDict({"items.0.worth": "3", "items.1.worth": "4", "remove_row": "items.0"})
    raw = html.read(every_kind, "rows", post)
    changed = rows.press(every_kind.section("rows"), raw, post)
    assert [row["worth"] for row in changed["items"]] == ["4"]


@pytest.mark.parametrize(
    "button",
    [{"add_row": "floors"}, {"add_row": "nowhere"}, {"remove_row": "items.9"}, {"remove_row": "x"}],
)
def test_a_button_that_the_page_does_not_have_changes_nothing(
    every_kind: Procedure, button: dict[str, str]
) -> None:
    post = MultiDict({"items.0.worth": "3"} | button)
    raw = html.read(every_kind, "rows", post)
    assert rows.press(every_kind.section("rows"), raw, post)["items"] == raw["items"]


def test_a_full_list_grows_no_more(every_kind: Procedure) -> None:
    raw = {"items": [{"kind": "house"}] * 4}
    changed = rows.press(every_kind.section("rows"), raw, MultiDict({"add_row": "items"}))
    assert len(changed["items"]) == 4
    assert "add" not in drawn(every_kind, raw)["items"].attrs


def test_a_page_starts_with_the_rows_that_are_needed(every_kind: Procedure) -> None:
    controls = drawn(every_kind, {})
    assert [len(controls[key].children) for key in ("items", "helpers")] == [1, 0]


def test_each_row_says_its_number_and_its_button(every_kind: Procedure) -> None:
    row = drawn(every_kind, {"items": [{}, {}]})["items"].children[1]
    assert (row.label, row.attrs["remove"], row.attrs["remove_label"], row.attrs["row"]) == (
        "Tài sản 2", "items.1", "Bỏ tài sản 2", "1",
    )  # fmt: skip


def test_the_needed_rows_have_no_button(every_kind: Procedure) -> None:
    assert "remove" not in drawn(every_kind, {})["items"].children[0].attrs


def test_the_browser_learns_row_conditions(every_kind: Procedure) -> None:
    row = drawn(every_kind, {"items": [{}, {}]})["items"].children[1]
    children = {child.name: child for child in row.children}
    assert json.loads(children["items.1.surface"].when) == {"field": "items.1.kind", "is": "plot"}
    assert json.loads(children["items.1.land_note"].when) == {
        "all": [{"field": "has_land", "is": "yes"}, {"field": "items.1.kind", "is": "plot"}]
    }


def test_an_error_stands_in_its_row(every_kind: Procedure) -> None:
    row = drawn(every_kind, {"items": [{"worth": "1"}, {"worth": "x"}]})["items"].children[1]
    worth = next(child for child in row.children if child.name == "items.1.worth")
    assert (worth.value, bool(worth.error)) == ("x", True)


def test_the_summary_goes_row_by_row(
    every_kind: Procedure, full: dict[str, Any], today: date
) -> None:
    full["items"] = [{"kind": "house", "worth": "x"}, {"worth": 5}, {"worth": "y"}]
    errors = answers.check(every_kind, full, today=today).errors
    summary = html.error_summary(every_kind, errors, "vi")
    assert [place for place, _ in summary] == [
        "items-0-worth", "items-1-kind", "items-2-kind", "items-2-worth",
    ]  # fmt: skip


def test_frozen_rows_carry_their_number(every_kind: Procedure, full: dict[str, Any]) -> None:
    found = {
        row["key"]: row for section in review.frozen(every_kind, full) for row in section["rows"]
    }
    worth = found["items.1.worth"]
    assert (worth["label"]["vi"], worth["label"]["en"], worth["printed"]) == (
        "Tài sản 2: Giá trị", "Item 2: Worth", "Tài sản 2: Giá trị",
    )  # fmt: skip
    assert "items.1.surface" not in found


def test_an_empty_list_is_shown_as_open(every_kind: Procedure, full: dict[str, Any]) -> None:
    del full["helpers"]
    sections = review.frozen(every_kind, full)
    row = next(row for part in sections for row in part["rows"] if row["key"] == "helpers")
    assert row["value"] == []


def test_the_words_of_rows_are_searched(every_kind: Procedure, full: dict[str, Any]) -> None:
    assert "dat o" in search.text(every_kind, full)


def test_what_was_drawn_is_what_was_posted(every_kind: Procedure, full: dict[str, Any]) -> None:
    post = posted(drawn(every_kind, full).values())
    assert (post.getlist("items"), post["items.1.worth"]) == (["0", "1"], "2.000.000")
