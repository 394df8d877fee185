"""Files, signatures, choices and declarations."""

from datetime import date

import pytest

from forms.kinds.base import Kind, Refused
from forms.kinds.choices import Choices, Offered, YesNo
from forms.kinds.papers import TOO_MANY, Files, Signature
from forms.kinds.statements import Declaration, Static
from forms.text import Text

TODAY = date(2026, 11, 22)
SEVERAL = Choices(options=(Offered("a", Text("A")), Offered("b", Text("B"))))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Files(), "file-1"),
        (Files(), ["file-1", "file-1"]),
        (Files(), ["../secret"]),
        (Files(), [["file-1"]]),
        (Files(), [None]),
        (Signature(), "a b"),
        (Signature(), ["file-1"]),
        (Declaration(), "yes"),
        (Declaration(), 1),
        (YesNo(), "yes"),
        (YesNo(), 1),
        (SEVERAL, "a"),
        (SEVERAL, [["a"]]),
        (SEVERAL, ["c"]),
        (Static(), "x"),
    ],
)
def test_what_is_no_answer_is_refused(kind: Kind, value: object) -> None:
    with pytest.raises(Refused):
        kind.check(value, TODAY, {})


def test_more_files_than_allowed_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        Files(max_files=2).check(["a", "b", "c"], TODAY, {})
    assert (refused.value.message, refused.value.values) == (TOO_MANY, {"limit": 2})


def test_choices_are_stored_in_the_order_of_the_file() -> None:
    assert SEVERAL.check(["b", "a", "b"], TODAY, {}) == ["a", "b"]


def test_a_box_that_is_not_ticked_is_no_answer() -> None:
    assert Declaration().is_blank(Declaration().read("agreed", {}))


def test_no_is_an_answer() -> None:
    assert not YesNo().is_blank(YesNo().read("sure", {"sure": ["no"]}))
