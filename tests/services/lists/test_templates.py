"""The template for Excel: made elsewhere, remembered here, and missed politely."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from forms.fields import Field
from forms.kinds.repeat import Repeat
from services.lists import templates
from services.lists.refusals import ListRefused


@pytest.fixture
def repeat(others: Field) -> Repeat:
    assert isinstance(others.kind, Repeat)
    return others.kind


def test_the_template_offers_the_choices(others: Field, repeat: Repeat) -> None:
    book = load_workbook(BytesIO(templates.workbook(others, repeat, "vi")))
    rules = book["Danh sách"].data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == ["B2:B501", "D2:D501"]


def test_a_template_is_made_once(others: Field, repeat: Repeat) -> None:
    first, second = (templates.workbook(others, repeat, "en") for _ in range(2))
    assert first is second


def test_a_template_that_cannot_be_made_is_told(others: Field, repeat: Repeat) -> None:
    with pytest.raises(ListRefused, match="mẫu Excel"):
        templates.workbook(others, repeat, "vi", writer="services.lists.nowhere")
