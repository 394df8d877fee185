"""An agency's dossiers, page by page: as fast on the last page as on the first.

A page is found by the last row of the one before (keyset), never by counting rows away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, func, select, tuple_
from sqlalchemy.orm import Session, defer, lazyload

from forms.vietnamese import search_key
from services.dossiers.models import Dossier

PAGE = 25
MOST_COUNTED = 1000
MOST_WORDS = 8


class Order(StrEnum):
    """How the list is sorted."""

    DUE = "due"
    NEWEST = "newest"


class Scope(StrEnum):
    """Which dossiers are listed."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
    ALL = "all"


SCOPES: dict[Scope, Callable[[date], list[ColumnElement[bool]]]] = {
    Scope.OPEN: lambda _: [Dossier.closed_at.is_(None)],
    Scope.LATE: lambda today: [Dossier.closed_at.is_(None), Dossier.due_on < today],
    Scope.CLOSED: lambda _: [Dossier.closed_at.is_not(None)],
    Scope.ALL: lambda _: [],
}


@dataclass(frozen=True)
class Filters:
    """What the officer asked to see."""

    scope: Scope = Scope.OPEN
    state: str = ""
    procedure_code: str = ""
    search: str = ""
    order: Order = Order.DUE


@dataclass(frozen=True)
class Cursor:
    """A place between two rows, and the way to read from there."""

    due_on: date
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.backwards else 'f'}.{self.due_on.isoformat()}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """Read a cursor back; an unreadable one means the first page."""
        direction, _, rest = text.partition(".")
        due_on, _, number = rest.partition(".")
        if direction not in {"f", "b"} or not number.isdecimal() or len(number) > len("9" * 18):
            return None
        try:
            return cls(date.fromisoformat(due_on), int(number), direction == "b")
        except ValueError:
            return None


@dataclass(frozen=True)
class Page:
    """One page of the list and the ways on."""

    rows: Sequence[Dossier]
    earlier: Cursor | None
    later: Cursor | None


def page(
    session: Session, agency_id: int, filters: Filters, *, today: date, cursor: Cursor | None = None
) -> Page:
    """Read one page of an agency's dossiers."""
    backwards = cursor is not None and cursor.backwards
    statement = select(Dossier).where(*_conditions(agency_id, filters, today))
    statement = statement.options(
        defer(Dossier.answers), defer(Dossier.frozen), defer(Dossier.search_text), lazyload("*")
    )
    if cursor is not None:
        statement = statement.where(_beyond(filters.order, cursor))
    statement = statement.order_by(*_ordering(filters.order, backwards=backwards)).limit(PAGE + 1)
    rows = list(session.scalars(statement))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backwards:
        rows.reverse()
    return Page(
        rows,
        earlier=_edge(rows, 0) if (more if backwards else cursor is not None) else None,
        later=_edge(rows, -1) if (more or backwards) else None,
    )


def count(session: Session, agency_id: int, filters: Filters, *, today: date) -> int:
    """Count what the filters let through, up to `MOST_COUNTED` + 1."""
    conditions = _conditions(agency_id, filters, today)
    found = select(Dossier.id).where(*conditions).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _conditions(agency_id: int, filters: Filters, today: date) -> list[ColumnElement[bool]]:
    conditions = [Dossier.agency_id == agency_id, *SCOPES[filters.scope](today)]
    if filters.state:
        conditions.append(Dossier.state == filters.state)
    if filters.procedure_code:
        conditions.append(Dossier.procedure_code == filters.procedure_code)
    conditions += [
        Dossier.search_text.contains(word, autoescape=True)
        for word in search_key(filters.search).split()[:MOST_WORDS]
    ]
    return conditions


def _beyond(order: Order, cursor: Cursor) -> ColumnElement[bool]:
    if order is Order.NEWEST:
        return Dossier.id > cursor.id if cursor.backwards else Dossier.id < cursor.id
    place = tuple_(Dossier.due_on, Dossier.id)
    here = (cursor.due_on, cursor.id)
    return place < here if cursor.backwards else place > here


def _ordering(order: Order, *, backwards: bool) -> tuple[UnaryExpression[Any], ...]:
    if order is Order.NEWEST:
        return (Dossier.id.asc() if backwards else Dossier.id.desc(),)
    if backwards:
        return (Dossier.due_on.desc(), Dossier.id.desc())
    return (Dossier.due_on.asc(), Dossier.id.asc())


def _edge(rows: Sequence[Dossier], place: int) -> Cursor | None:
    if not rows:
        return None
    return Cursor(rows[place].due_on, rows[place].id, backwards=place == 0)
