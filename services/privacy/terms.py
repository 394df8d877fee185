"""Until when a request is to be answered: only if the agency has said so."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.privacy import rights
from services.agencies.models import Agency
from services.audit import trail
from services.audit.trail import Note, Who
from services.deadlines import calendar, clock
from services.privacy.models import AnswerTerm

SET = "privacy.term"


def due(session: Session, agency_id: int, kind: str, *, now: datetime) -> date | None:
    """Count the last day; none where no term is set, since the law's own was not found."""
    term = session.get(AnswerTerm, (agency_id, kind))
    if term is None:
        return None
    worked = calendar.read(session)
    return worked.after_working_days(clock.counted_from(now, worked), term.days)


def listed(session: Session) -> list[tuple[str, AnswerTerm]]:
    """List what the agencies have set, with their codes."""
    rows = select(Agency.code, AnswerTerm).join(AnswerTerm, AnswerTerm.agency_id == Agency.id)
    ordered = rows.order_by(Agency.code, AnswerTerm.kind)
    return [(code, term) for code, term in session.execute(ordered)]


def put(
    session: Session, agency: Agency, kind: str, days: int, citation: str, *, now: datetime
) -> None:
    """Set a term; requests that wait keep the day they were given.

    Raises:
        UnknownRight: nobody can ask for that.

    """
    rights.shipped().right(kind)
    term = AnswerTerm(agency_id=agency.id, kind=kind, days=days, citation=citation, set_at=now)
    session.merge(term)
    _note(session, agency, kind, days, now)


def remove(session: Session, agency: Agency, kind: str, *, now: datetime) -> None:
    held = session.get(AnswerTerm, (agency.id, kind))
    if held is not None:
        session.delete(held)
        _note(session, agency, kind, None, now)


def _note(session: Session, agency: Agency, kind: str, days: int | None, now: datetime) -> None:
    note = Note(SET, Who("console"), ("term", kind), agency.id, facts={"days": days})
    trail.enter(session, note, now=now)
