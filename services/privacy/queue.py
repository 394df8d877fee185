"""The agency's list of requests: filtered, sorted, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.orm import Session

from services.privacy.models import DataRequest, RequestState

PAGE = 30
# Where no term is set, a request stands after those that have one.
NO_DAY = date(9999, 12, 31)
DUE = func.coalesce(DataRequest.due_on, literal(NO_DAY))


class Show(StrEnum):
    """Which requests are shown."""

    OPEN = "open"
    ANSWERED = "answered"
    ALL = "all"


class Order(StrEnum):
    """Which come first."""

    DUE = "due"
    NEWEST = "newest"


@dataclass(frozen=True)
class Wanted:
    """What an officer asks for; no kind means any."""

    agency_id: int
    show: Show = Show.OPEN
    kind: str = ""
    order: Order = Order.DUE

    def conditions(self) -> list[ColumnElement[bool]]:
        asked: list[ColumnElement[bool]] = [DataRequest.agency_id == self.agency_id]
        if self.show is Show.OPEN:
            asked.append(DataRequest.state == RequestState.ASKED)
        if self.show is Show.ANSWERED:
            asked.append(DataRequest.state != RequestState.ASKED)
        if self.kind:
            asked.append(DataRequest.kind == self.kind)
        return asked


@dataclass(frozen=True)
class Place:
    """The last row of a page; the next page begins after it."""

    day: date
    id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.id}"


def page(
    session: Session, wanted: Wanted, after: Place | None = None
) -> tuple[Sequence[DataRequest], Place | None]:
    """Give one page and where the next one begins, if there is one."""
    newest = wanted.order is Order.NEWEST
    statement = select(DataRequest).where(*wanted.conditions())
    if after and newest:
        statement = statement.where(DataRequest.id < after.id)
    elif after:
        here = tuple_(literal(after.day), literal(after.id))
        statement = statement.where(tuple_(DUE, DataRequest.id) > here)
    order = (DataRequest.id.desc(),) if newest else (DUE, DataRequest.id)
    rows = session.scalars(statement.order_by(*order).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    if len(rows) <= PAGE:
        return shown, None
    return shown, Place(shown[-1].due_on or NO_DAY, shown[-1].id)


def count_open(session: Session, agency_id: int) -> int:
    waiting = Wanted(agency_id).conditions()
    return session.scalar(select(func.count(DataRequest.id)).where(*waiting)) or 0
