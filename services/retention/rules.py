"""From which day on a settled dossier may be deleted, and under which rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MINYEAR, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.privacy import retention
from forms.privacy.retention import Family
from forms.procedure import Procedure
from services.audit import trail
from services.audit.trail import Note, Who
from services.retention.models import RetentionPeriod

ONE_DAY = timedelta(days=1)
SET = "retention.set"


class UnknownFamily(Exception):
    """The data name no family of procedures so."""


@dataclass(frozen=True)
class Rule:
    """years: none while the period is not known; then everything is kept."""

    family: Family
    years: int | None
    citation: str

    def free_from(self, closed_on: date) -> date | None:
        """Give the first day on which a dossier closed on that day may be deleted."""
        if self.years is None:
            return None
        if self.family.counts_from == "next_year":
            return date(closed_on.year + 1 + self.years, 1, 1)
        return _same_day(closed_on, closed_on.year + self.years)

    def free_if_closed_before(self, today: date) -> date | None:
        """Give the day before which a dossier has to be closed to be free today."""
        if self.years is None:
            return None
        year = max(today.year - self.years, MINYEAR)
        if self.family.counts_from == "next_year":
            return date(year, 1, 1)
        return _same_day(today, year) + ONE_DAY


class Rules:
    """The rule of each procedure, by code; the newest version of a procedure counts."""

    def __init__(self, catalogue: Catalogue, periods: Mapping[str, RetentionPeriod]) -> None:
        newest: dict[str, Procedure] = {}
        for procedure in sorted(catalogue.procedures, key=lambda one: one.version):
            newest[procedure.code] = procedure
        self._procedures = newest
        self._periods = periods

    def of(self, code: str) -> Rule:
        """Give the rule: of the procedure file, else the operator's, else the one that ships."""
        procedure = self._procedures.get(code)
        family = retention.shipped().of(procedure)
        if procedure and procedure.retention.years is not None:
            return Rule(family, procedure.retention.years, procedure.retention.note)
        own = self._periods.get(family.key)
        if own:
            return Rule(family, own.years, own.citation)
        return Rule(family, family.years, family.citation.text)


def read(session: Session, catalogue: Catalogue) -> Rules:
    return Rules(catalogue, periods(session))


def periods(session: Session) -> dict[str, RetentionPeriod]:
    return {row.family: row for row in session.scalars(select(RetentionPeriod))}


def set_period(session: Session, family: str, years: int, citation: str, *, now: datetime) -> None:
    """Say how long a family is kept.

    Raises:
        UnknownFamily: there is none of this name.

    """
    if family not in {one.key for one in retention.shipped().families}:
        raise UnknownFamily(family)
    session.merge(RetentionPeriod(family=family, years=years, citation=citation, set_at=now))
    note = Note(SET, Who("console"), ("retention", family), facts={"years": years})
    trail.enter(session, note, now=now)


def forget_period(session: Session, family: str, *, now: datetime) -> None:
    """Keep everything of a family again, as long as nothing else is known."""
    held = session.get(RetentionPeriod, family)
    if held is None:
        raise UnknownFamily(family)
    session.delete(held)
    note = Note(SET, Who("console"), ("retention", family), facts={"years": None})
    trail.enter(session, note, now=now)


def _same_day(day: date, year: int) -> date:
    """Give that day of another year; 29 February becomes 1 March."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
