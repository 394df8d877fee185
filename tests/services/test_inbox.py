"""The inbox finds what is asked for, near or far down the list, and never another agency's."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from services.dossiers import inbox
from services.dossiers.filters import Cursor, Filters, Order, Scope
from services.dossiers.models import Dossier
from services.resources import Resources
from tests.copies import copy
from tests.filing import NOW, hand_in

TODAY = date(2026, 11, 20)
FAR = inbox.NEAREST + 50
LAST = f"-{FAR:04}"


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


def agency_of(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalars(select(Dossier.agency_id).limit(1)).one()


def page(resources: Resources, filters: Filters, cursor: Cursor | None = None) -> inbox.Page:
    agency = agency_of(resources)
    with resources.database.transaction() as session:
        return inbox.page(session, agency, filters, today=TODAY, cursor=cursor)


def numbers(found: inbox.Page) -> Sequence[str]:
    return [dossier.number for dossier in found.rows]


def change(resources: Resources, ending: str, **values: Any) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Dossier).where(Dossier.number.endswith(ending)).values(**values))


def test_what_is_due_first_stands_first(resources: Resources, number: str) -> None:
    copy(resources, number, 3)
    change(resources, "-0002", due_on=TODAY)
    assert numbers(page(resources, Filters()))[0] == f"{number}-0002"


def test_closed_dossiers_stand_newest_first(resources: Resources, number: str) -> None:
    copy(resources, number, 2)
    change(resources, "", closed_at=datetime.fromisoformat("2026-11-20T03:00+00:00"))
    assert numbers(page(resources, Filters(Scope.CLOSED)))[-1] == number


def test_only_what_is_owed_is_late(resources: Resources, number: str) -> None:
    copy(resources, number, 2)
    change(resources, "-0001-0001", due_on=date(2020, 1, 1))
    change(resources, "-0002", due_on=date(2020, 1, 1), closed_at=NOW)
    assert numbers(page(resources, Filters(Scope.LATE))) == [f"{number}-0001"]


@pytest.mark.parametrize("order", Order)
def test_a_rare_word_is_found_far_down_the_list(
    resources: Resources, number: str, order: Order
) -> None:
    copy(resources, number, FAR)
    ending = LAST if order is Order.DUE else "-0001-0001"
    change(resources, ending, search_text=f"agency:{agency_of(resources)} mot hai ba")
    found = page(resources, Filters(search="Hai  một", order=order))
    assert (numbers(found)[0][-len(ending) :], found.found) == (ending, 1)


def test_a_common_word_fills_the_page(resources: Resources, number: str) -> None:
    copy(resources, number, FAR)
    found = page(resources, Filters(search="Hương Giang"))
    assert (len(found.rows), found.found) == (inbox.PAGE, None)


def test_a_search_goes_on_page_by_page(resources: Resources, number: str) -> None:
    copy(resources, number, inbox.PAGE + 1)
    first = page(resources, Filters(search="giang"))
    second = page(resources, Filters(search="giang"), first.later)
    assert (first.found, len(second.rows), second.later) == (inbox.PAGE + 2, 2, None)


def test_words_of_too_many_dossiers_are_found_along_the_list(
    resources: Resources, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.dossiers.words.MOST_MATCHES", 1)
    copy(resources, number, FAR)
    own = f"agency:{agency_of(resources)} hiem"
    change(resources, f"-{FAR - 1:04}", search_text=own)
    change(resources, LAST, search_text=own)
    found = page(resources, Filters(search="hiem"))
    assert (len(found.rows), found.found) == (2, None)


@pytest.mark.parametrize("search", ["quat-hat", "zx", "agency:1", "gian"])
def test_what_is_not_there_is_not_found(resources: Resources, number: str, search: str) -> None:
    copy(resources, number, FAR)
    assert numbers(page(resources, Filters(search=search))) == []


@pytest.mark.parametrize("search", ["%", "''", "{}", "\\", "  ", "🙂"])
def test_marks_alone_ask_for_nothing(resources: Resources, number: str, search: str) -> None:
    assert numbers(page(resources, Filters(search=search))) == [number]


def test_a_dossier_is_found_by_the_parts_of_its_number(resources: Resources, number: str) -> None:
    assert numbers(page(resources, Filters(search="05443-261120"))) == [number]


def test_counting_stops_at_its_limit(resources: Resources, number: str) -> None:
    copy(resources, number, inbox.MOST_COUNTED + 10)
    assert page(resources, Filters()).found == inbox.MOST_COUNTED + 1


def test_another_agency_finds_nothing(resources: Resources, number: str) -> None:
    assert number
    with resources.database.transaction() as session:
        other = agency_of(resources) + 1
        found = inbox.page(session, other, Filters(Scope.ALL, search="giang"), today=TODAY)
    assert found.rows == []


@pytest.mark.parametrize("text", ["", "x", "f.2026-01-01", "f.2026-13-01.1", "f.2026-01-01.-1"])
def test_an_unreadable_cursor_is_the_first_page(text: str) -> None:
    assert Cursor.read(text) is None


def test_a_cursor_reads_what_it_wrote() -> None:
    cursor = Cursor(TODAY, 7, backwards=True)
    assert Cursor.read(str(cursor)) == cursor
