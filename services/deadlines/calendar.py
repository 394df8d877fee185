"""The editable table of holidays and swapped days: seed it, read it, change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.deadlines.models import CalendarDay
from services.deadlines.working_days import WorkingCalendar

WORKED = frozenset({"swap_work"})
DAYS = select(CalendarDay.day, CalendarDay.kind)
OFF = frozenset({"holiday", "compensated", "swap_off"})
# A listed day that was taken out: its row stays, so that seeding does not bring it back.
ORDINARY = "ordinary"


@dataclass(frozen=True)
class ExceptionalDay:
    """A day that is not what its weekday says, and where that comes from."""

    day: date
    kind: str
    name: str
    citation: str
    confidence: str


def read(session: Session) -> WorkingCalendar:
    days = session.execute(DAYS).all()
    return WorkingCalendar(
        off=frozenset(day for day, kind in days if kind in OFF),
        worked=frozenset(day for day, kind in days if kind in WORKED),
    )


def seed(session: Session, days: Iterable[ExceptionalDay]) -> None:
    """Add the days that the table lacks; what an administrator changed stays as it is."""
    rows = [vars(day) for day in days]
    if rows:
        session.execute(insert(CalendarDay).values(rows).on_conflict_do_nothing())


def listed(session: Session, year: int) -> Sequence[CalendarDay]:
    """List the exceptional days of a year."""
    return session.scalars(
        select(CalendarDay)
        .where(extract("year", CalendarDay.day) == year, CalendarDay.kind != ORDINARY)
        .order_by(CalendarDay.day)
    ).all()


def find(session: Session, day: date) -> CalendarDay | None:
    row = session.get(CalendarDay, day)
    return None if row is None or row.kind == ORDINARY else row


def put(session: Session, day: ExceptionalDay) -> None:
    session.merge(CalendarDay(**vars(day)))


def remove(session: Session, day: date) -> None:
    """Make a day what its weekday says again."""
    row = session.get(CalendarDay, day)
    if row is not None:
        row.kind = ORDINARY
