"""Find entries, the newest first; a page is found by the last row of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, ScalarResult, select, tuple_
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit.models import AuditEntry

PAGE = 50
MOST_EXPORTED = 50_000
PORTION = 1000


@dataclass(frozen=True)
class Wanted:
    """What an auditor asks for; what is empty is not asked for.

    agencies: whose entries may be seen at all
    """

    agencies: tuple[int, ...]
    zone: tzinfo
    since: date | None = None
    until: date | None = None
    officer_id: int | None = None
    action: str = ""
    dossier: str = ""
    outcome: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        asked: list[ColumnElement[bool]] = [AuditEntry.agency_id.in_(self.agencies)]
        if self.since:
            asked.append(AuditEntry.at >= self._start(self.since))
        if self.until:
            asked.append(AuditEntry.at < self._start(self.until + timedelta(days=1)))
        for column, value in (
            (AuditEntry.actor_id, self.officer_id),
            (AuditEntry.action, self.action),
            (AuditEntry.object_id, self.dossier),
            (AuditEntry.outcome, self.outcome),
        ):
            if value:
                asked.append(column == value)
        return asked

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


@dataclass(frozen=True)
class Place:
    """Where the next page begins: after the entry with this moment and number."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{int(self.at.timestamp() * 1_000_000)}.{self.id}"


def page(
    session: Session, wanted: Wanted, after: Place | None = None
) -> tuple[Sequence[AuditEntry], Place | None]:
    """Give one page and where the next one begins, if there is one."""
    statement = select(AuditEntry).where(*wanted.conditions())
    if after:
        here = tuple_(AuditEntry.at, AuditEntry.id)
        statement = statement.where(here < (after.at, after.id))
    newest = statement.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    rows = session.scalars(newest.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return shown, Place(shown[-1].at, shown[-1].id) if more else None


def exported(session: Session, wanted: Wanted) -> ScalarResult[AuditEntry]:
    """Give the newest entries, up to the most that one file holds, a portion at a time.

    The caller closes the result, also when nobody reads it to its end.
    """
    statement = (
        select(AuditEntry)
        .where(*wanted.conditions())
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(MOST_EXPORTED)
        .execution_options(yield_per=PORTION)
    )
    return session.scalars(statement)


def names(session: Session, entries: Sequence[AuditEntry]) -> dict[int, str]:
    """Give the officers' names; the entries themselves hold numbers only."""
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    found = select(Officer.id, Officer.full_name).where(Officer.id.in_(ids))
    return dict(session.execute(found).all())
