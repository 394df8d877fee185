"""The editable table of holidays and swapped days: seed it, read it, change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.deadlines.models import CalendarDay
from services.deadlines.working_days import WorkingCalendar

WORKED = frozenset({"swap_work"})


@dataclass(frozen=True)
class ExceptionalDay:
    """A day that is not what its weekday says, and where that comes from."""

    day: date
    kind: str
    name: str
    citation: str
    confidence: str


def read(session: Session) -> WorkingCalendar:
    days = session.execute(select(CalendarDay.day, CalendarDay.kind)).all()
    return WorkingCalendar(
        off=frozenset(day for day, kind in days if kind not in WORKED),
        worked=frozenset(day for day, kind in days if kind in WORKED),
    )


def seed(session: Session, days: Iterable[ExceptionalDay]) -> None:
    """Add the days that the table lacks; what an administrator changed stays as it is."""
    rows = [vars(day) for day in days]
    if rows:
        session.execute(insert(CalendarDay).values(rows).on_conflict_do_nothing())


def put(session: Session, day: ExceptionalDay) -> None:
    session.merge(CalendarDay(**vars(day)))


def remove(session: Session, day: date) -> None:
    row = session.get(CalendarDay, day)
    if row is not None:
        session.delete(row)
