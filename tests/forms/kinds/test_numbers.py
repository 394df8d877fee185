"""Numbers, money and areas: typed in many ways, stored in one, shown in one."""

from datetime import date
from decimal import Decimal

import pytest

from forms.kinds.base import Kind, Refused
from forms.kinds.numbers import Area, Money, Number, value_of


def check(kind: Kind, value: object) -> object:
    return kind.check(value, date(2026, 11, 22), {})


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Number(), "12", 12),
        (Number(), " 1.234 ", 1234),
        (Number(decimals=2), "1.234,50", 1234.5),
        (Number(min=-5), "-5", -5),
        (Money(), "1.500.000", 1_500_000),
        (Money(), "1500000 đồng", 1_500_000),
        (Money(), "2 000 000 VNĐ", 2_000_000),
        (Money(), 250, 250),
        (Area(), "120,5 m²", 120.5),
        (Area(), 120.0, 120),
    ],
)
def test_a_number_is_stored_in_one_way(kind: Kind, typed: object, stored: object) -> None:
    assert check(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Number(), "hai"),
        (Number(), "1.5"),
        (Number(), "1,5"),
        (Number(), "1.23"),
        (Number(), "١٢"),
        (Number(), True),
        (Number(), float("nan")),
        (Number(), float("inf")),
        (Number(), -1),
        (Number(max=5), 6),
        (Number(), 10**400),
        (Money(), "1.500,5"),
        (Money(), 10**15),
        (Area(), 0.001),
        (Area(), "1,234"),
    ],
)
def test_what_is_no_such_number_is_refused(kind: Kind, typed: object) -> None:
    with pytest.raises(Refused):
        check(kind, typed)


@pytest.mark.parametrize(
    ("kind", "stored", "shown"),
    [
        (Money(), 1_234_567, "1.234.567 đồng"),
        (Area(), 120.5, "120,5 m²"),
        (Area(), 1000, "1.000 m²"),
        (Number(), 7, "7"),
    ],
)
def test_a_number_is_shown_the_vietnamese_way(kind: Kind, stored: object, shown: str) -> None:
    assert [line.vi for line in kind.shown(stored)] == [shown]


@pytest.mark.parametrize("cents", [1, 99, 12345678901234, 99999999999900])
def test_an_area_of_fourteen_digits_survives(cents: int) -> None:
    exact = Decimal(cents) / 100
    assert value_of(check(Area(), f"{exact:f}".replace(".", ","))) == exact
