"""Numbers that do not fit what stands beside them are said, and accepted."""

from datetime import date
from typing import Any

import pytest

from forms import answers, examples
from forms.fields import Field
from forms.kinds.identity import IdentityNumber
from forms.procedure import Procedure
from forms.second_looks import warnings
from forms.text import Text

NUMBER = Field(
    key="number", kind=IdentityNumber(document="paper"), label=Text("Số giấy tờ", "Number")
)


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ({}, 0),
        ({"birth_date": "1985-05-20", "sex": "female"}, 0),
        ({"birth_date": "1985"}, 0),
        ({"birth_date": "1986-05-20"}, 1),
        ({"sex": "male"}, 1),
        ({"birth_date": "1986", "sex": "male"}, 2),
        ({"sex": "other"}, 0),
    ],
)
def test_a_number_is_held_against_what_stands_beside_it(
    today: date, beside: dict[str, Any], told: int
) -> None:
    given = {"number": "019185001234"} | beside
    assert len(list(warnings((NUMBER,), given, today))) == told


def test_a_year_to_come_is_told(today: date) -> None:
    found = dict(warnings((NUMBER,), {"number": "019299001234"}, today))
    assert "2099" in found["number"].vi


def test_a_warning_does_not_stand_in_the_way(complaint: Procedure, today: date) -> None:
    given = examples.answers(complaint)
    given["complainant"]["identity_number"] = "019299001234"
    checked = answers.check(complaint, given, today=today)
    assert (checked.errors, set(checked.warnings)) == ({}, {"complainant.identity_number"})
