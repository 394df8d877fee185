"""Numbers from the database: unique, in order, without gaps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from services.dossiers import numbers
from services.resources import Resources

DAY = date(2026, 11, 22)
PATTERN = "{agency}-{day:%y%m%d}-{counter:04d}"


class ChangedMind(Exception):
    """The transaction is given up after its number was drawn."""


def draw(resources: Resources, scope: str = "scope") -> int:
    with resources.database.transaction() as session:
        return numbers.next_in(session, scope)


def draw_and_give_up(resources: Resources) -> None:
    with resources.database.transaction() as session:
        numbers.next_in(session, "scope")
        raise ChangedMind


def test_numbers_of_a_scope_count_from_one(resources: Resources) -> None:
    assert [draw(resources) for _ in range(3)] == [1, 2, 3]


def test_scopes_count_apart(resources: Resources) -> None:
    assert [draw(resources, scope) for scope in ("a", "b", "a")] == [1, 1, 2]


def test_number_of_a_transaction_that_failed_is_drawn_again(resources: Resources) -> None:
    draw(resources)
    with pytest.raises(ChangedMind):
        draw_and_give_up(resources)
    assert draw(resources) == 2


def test_numbers_drawn_at_once_have_neither_gaps_nor_twins(resources: Resources) -> None:
    def one_in_three_fails(turn: int) -> int | None:
        if turn % 3 == 0:
            with pytest.raises(ChangedMind):
                draw_and_give_up(resources)
            return None
        return draw(resources)

    with ThreadPoolExecutor(8) as threads:
        drawn = [number for number in threads.map(one_in_three_fails, range(60)) if number]
    assert sorted(drawn) == list(range(1, 41))


def test_dossiers_count_by_agency_and_day(resources: Resources) -> None:
    asked = [("A", DAY), ("A", DAY), ("B", DAY), ("A", date(2026, 11, 23))]
    with resources.database.transaction() as session:
        given = [
            numbers.dossier_number(session, PATTERN, agency_code=agency, day=day)
            for agency, day in asked
        ]
    assert given == ["A-261122-0001", "A-261122-0002", "B-261122-0001", "A-261123-0001"]


def test_documents_count_by_agency_symbol_and_year(resources: Resources) -> None:
    asked = [("HDHS", DAY), ("HDHS", date(2026, 1, 2)), ("HDHS", date(2027, 1, 2)), ("TB", DAY)]
    with resources.database.transaction() as session:
        given = [
            numbers.document_number(session, agency_code="A", symbol=symbol, day=day)
            for symbol, day in asked
        ]
    assert given == ["01/HDHS", "02/HDHS", "01/HDHS", "01/TB"]
