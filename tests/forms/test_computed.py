"""Values that the server works out, and that nobody can send."""

from datetime import date
from typing import Any

import pytest

from forms import answers, computed, examples, html, review
from forms.computed_file import parse
from forms.procedure import Procedure

PEOPLE = {"people": [{"worth": "1.000"}, {"worth": 2}, {"worth": "x"}, {}], "extra": 5}


@pytest.mark.parametrize(
    ("written", "scope", "result"),
    [
        ({"count": "people"}, PEOPLE, 3),
        ({"count": "people"}, {}, 0),
        ({"sum": "people.worth"}, PEOPLE, 1002),
        ({"sum": ["people.worth", "extra"]}, PEOPLE, 1007),
        ({"days_between": ["a", "b"]}, {"a": "2026-01-01", "b": "2026-02-01"}, 31),
        ({"days_between": ["a", "today"]}, {"a": "2026-11-20"}, 2),
        ({"days_between": ["a", "b"]}, {"a": "2026-01-01", "b": {"day": "1"}}, None),
        ({"age": "born"}, {"born": "1985-11-22"}, 41),
        ({"age": "born"}, {"born": "1985-11-23"}, 40),
        ({"age": "born"}, {"born": "2027-01-01"}, None),
        ({"concat": ["a", "b"]}, {"a": " Ông ", "b": "Lê Hải"}, "Ông Lê Hải"),
        ({"concat": ["a", "b"]}, {"a": 7}, None),
    ],
)
def test_a_value_is_worked_out(
    written: dict[str, Any], scope: dict[str, Any], result: object, today: date
) -> None:
    expression = parse(written)
    assert expression is not None
    assert expression.result(scope, today) == result


@pytest.mark.parametrize(
    "written",
    [
        None,
        "x",
        {},
        {"count": 1},
        {"days_between": ["a"]},
        {"eval": "1+1"},
        {"sum": "a", "age": "b"},
    ],
)
def test_nothing_else_can_be_computed(written: object) -> None:
    assert parse(written) is None


def test_the_fields_of_a_value_are_known() -> None:
    assert computed.paths(computed.DaysBetween("known_on", "today")) == ("known_on",)


def test_the_page_shows_it(every_kind: Procedure, today: date) -> None:
    raw = {"items": [{"worth": "1.500.000"}, {"worth": "500"}]}
    section = every_kind.section("rows")
    controls = html.controls(section, raw, {}, "vi", today=today, procedure=every_kind)
    shown = {control.name: control.value for control in controls if control.widget == "computed"}
    assert shown == {"how_many": "2", "total": "1.500.500 đồng"}


def test_the_review_shows_it(every_kind: Procedure, today: date) -> None:
    sections = review.frozen(every_kind, examples.answers(every_kind), today=today)
    shown = {row["key"]: row["value"] for part in sections for row in part["rows"]}
    assert [shown[key][0]["vi"] for key in ("age", "total", "heading")] == [
        "41 tuổi", "3.500.000 đồng", "Bồi thường đất Công ty TNHH Chè Tân Cương",
    ]  # fmt: skip


def test_it_is_refused_from_outside(every_kind: Procedure, today: date) -> None:
    raw = examples.answers(every_kind) | {"total": 1}
    assert answers.check(every_kind, raw, today=today).errors.keys() == {"total"}


def test_an_agency_must_be_on_the_list(every_kind: Procedure, today: date) -> None:
    raw = examples.answers(every_kind)
    listed = [
        answers.check(every_kind, raw, today=today, agencies=codes).errors.keys()
        for codes in ({"000.00.47.H56"}, {"000.00.00.G20"})
    ]
    assert listed == [set(), {"agency"}]


@pytest.mark.parametrize("code", ["TTT.TN", "XA.05443", "H56.14"])
def test_an_agency_of_the_installation_may_have_its_own_code(
    every_kind: Procedure, today: date, code: str
) -> None:
    raw = examples.answers(every_kind) | {"agency": code}
    assert answers.check(every_kind, raw, today=today, agencies={code}).errors == {}


@pytest.mark.parametrize("code", ["", "X", "../etc", "TTT TN", "A" * 41, 7])
def test_what_has_not_the_shape_of_a_code_is_refused(
    every_kind: Procedure, today: date, code: object
) -> None:
    raw = examples.answers(every_kind) | {"agency": code}
    assert answers.check(every_kind, raw, today=today).errors.keys() == {"agency"}


def test_agencies_are_chosen_and_shown_by_name(every_kind: Procedure, today: date) -> None:
    names = {"000.00.47.H56": "Thanh tra tỉnh"}
    section = every_kind.section("who")
    drawn = html.controls(section, {}, {}, "vi", today=today, agencies=names)
    control = next(control for control in drawn if control.name == "agency")
    frozen = review.frozen(every_kind, examples.answers(every_kind), agencies=names)
    row = next(row for part in frozen for row in part["rows"] if row["key"] == "agency")
    assert (control.options[0].label, row["value"][0]["vi"]) == ("Thanh tra tỉnh", "Thanh tra tỉnh")
