"""A dossier is free on exactly the day that the people are told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.privacy import retention
from forms.privacy.retention import STARTS
from services.resources import Resources
from services.retention import rules
from services.retention.rules import Rule, UnknownFamily
from tests.filing import NOW
from tests.settled import CITATION, FAMILY, set_years

DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))


def rule(start: str, years: int | None) -> Rule:
    family = replace(retention.shipped().families[0], counts_from=start)
    return Rule(family, years, "")


@given(closed=DAYS, today=DAYS, years=st.integers(1, 100), start=st.sampled_from(STARTS))
def test_the_list_and_the_single_dossier_say_the_same(
    closed: date, today: date, years: int, start: str
) -> None:
    one = rule(start, years)
    free_from, before = one.free_from(closed), one.free_if_closed_before(today)
    assert free_from is not None
    assert before is not None
    assert (today >= free_from) is (closed < before)


@pytest.mark.parametrize(
    ("start", "closed", "free"),
    [
        ("closing", date(2016, 11, 20), date(2026, 11, 20)),
        ("closing", date(2016, 2, 29), date(2026, 3, 1)),
        ("next_year", date(2016, 1, 1), date(2027, 1, 1)),
        ("next_year", date(2016, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_day_on_which_a_dossier_is_free(start: str, closed: date, free: date) -> None:
    assert rule(start, 10).free_from(closed) == free


def test_what_is_not_known_is_kept() -> None:
    assert rule("closing", None).free_from(date(1950, 1, 1)) is None


def test_the_operator_s_period_counts(resources: Resources) -> None:
    set_years(resources, 7)
    with resources.database.transaction() as session:
        found = rules.read(session, resources.catalogue).of("2.002409")
    assert (found.years, found.citation) == (7, CITATION)


def test_an_unknown_procedure_is_kept(resources: Resources) -> None:
    set_years(resources)
    with resources.database.transaction() as session:
        assert rules.read(session, resources.catalogue).of("gone").years is None


def test_a_period_can_be_taken_away(resources: Resources) -> None:
    set_years(resources)
    with resources.database.transaction() as session:
        rules.forget_period(session, FAMILY, now=NOW)
        assert rules.periods(session) == {}


def test_no_other_family_is_given_a_period(resources: Resources) -> None:
    with resources.database.transaction() as session, pytest.raises(UnknownFamily):
        rules.set_period(session, "x", 1, "c", now=NOW)
