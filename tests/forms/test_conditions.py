"""Conditions mean the same on the server and, as data, in the browser."""

from typing import Any

import pytest

from forms.condition_file import parse
from forms.conditions import ALWAYS, NEVER, AllOf, AnyOf, Filled, Is, Leaf, Not, as_data, settle

ANSWERS = {"colour": "red", "agreed": False, "many": ["a", "b"], "block": {"inner": "x"}, "no": ""}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"field": "colour", "is": "red"}, True),
        ({"field": "colour", "is": "blue"}, False),
        ({"field": "agreed", "is": False}, True),
        ({"field": "agreed", "is": True}, False),
        ({"field": "missing", "is": False}, False),
        ({"field": "many", "is": "b"}, True),
        ({"field": "block.inner", "is": "x"}, True),
        ({"field": "colour.inner", "is": "x"}, False),
        ({"field": "colour", "in": ["blue", "red"]}, True),
        ({"field": "agreed", "filled": True}, True),
        ({"field": "no", "filled": True}, False),
        ({"field": "no", "filled": False}, True),
        ({"not": {"field": "colour", "is": "red"}}, False),
        ({"all": [{"field": "colour", "is": "red"}, {"field": "no", "filled": True}]}, False),
        ({"any": [{"field": "colour", "is": "red"}, {"field": "no", "filled": True}]}, True),
    ],
)
def test_conditions_hold(condition: dict[str, Any], expected: object) -> None:
    found = parse(condition)
    assert found is not None
    assert found.holds(ANSWERS) is expected


@pytest.mark.parametrize(
    "wrong",
    [
        "colour",
        {"field": "colour"},
        {"field": "colour", "is": 3},
        {"field": "colour", "is": "red", "in": ["red"]},
        {"field": ["colour"], "is": "red"},
        {"field": "colour", "in": []},
        {"field": "colour", "in": [["red"]]},
        {"not": "colour"},
        {"all": []},
        {"any": [{"field": "colour"}]},
        {"when": "always"},
    ],
)
def test_other_shapes_are_no_conditions(wrong: object) -> None:
    assert parse(wrong) is None


def known_elsewhere(leaf: Leaf) -> bool | None:
    return {"yes": True, "no": False}.get(leaf.field)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filled("yes"), ALWAYS),
        (Filled("no"), NEVER),
        (Filled("here"), Filled("here")),
        (Not(Filled("yes")), NEVER),
        (Not(Filled("here")), Not(Filled("here"))),
        (AllOf((Filled("yes"), Filled("here"))), Filled("here")),
        (AllOf((Filled("no"), Filled("here"))), NEVER),
        (AnyOf((Filled("no"), Filled("here"))), Filled("here")),
        (AnyOf((Filled("yes"), Filled("here"))), ALWAYS),
    ],
)
def test_what_another_page_decides_is_settled(condition: Any, expected: object) -> None:
    assert settle(condition, known_elsewhere) == expected


def test_the_browser_reads_html_names_and_words() -> None:
    condition = AllOf((Is("agreed", value=True), Not(Is("kind", "x"))))
    assert as_data(condition, prefix="block.") == {
        "all": [
            {"field": "block.agreed", "is": "yes"},
            {"not": {"field": "block.kind", "is": "x"}},
        ]
    }
