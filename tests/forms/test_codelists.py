"""The code lists that ship with the forms."""

from datetime import date

import pytest

from forms import codelists


def test_there_are_34_provinces_and_3321_communes() -> None:
    units = codelists.units()
    assert (len(units.provinces), len(units.communes)) == (34, 3321)


def test_every_commune_lies_in_one_province() -> None:
    by_province = codelists.units().by_province
    assert sum(len(communes) for communes in by_province.values()) == 3321


@pytest.mark.parametrize("code", ["01", "31", "46", "48", "75", "79", "92"])
def test_seven_cities_are_run_centrally(code: str) -> None:
    assert codelists.units().provinces[code].name.startswith("Thành phố ")


def test_the_reasons_of_article_11_are_listed() -> None:
    entries = codelists.code_list("kn11").entries
    assert [entry.code for entry in entries] == [
        "1a", "1b", "1c", "1d", "2", "3", "4", "5", "6", "7", "8", "9",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["nothing", "../parts/person", "holidays.yaml", ""])
def test_an_unknown_code_list_is_told(name: str) -> None:
    with pytest.raises(codelists.UnknownCodeList):
        codelists.code_list(name)


def test_the_calendar_is_in_order_and_free_of_repetition() -> None:
    days = [day.day for day in codelists.calendar_days()]
    assert days == sorted(set(days))


def test_a_swapped_saturday_is_worked() -> None:
    worked = [day.day for day in codelists.calendar_days() if day.type == "swap_work"]
    assert worked == [date(2026, 1, 10), date(2026, 8, 22)]


def test_every_calendar_day_says_how_sure_it_is() -> None:
    assert {day.confidence for day in codelists.calendar_days()} <= {"S", "K", "?"}
