"""Hand the open dossiers of an officer over to a colleague, without reading any of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import Note, Who
from services.dossiers import assignment
from services.dossiers.assignment import GIVEN, NobodySuch
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action

REASON = "hand-over"

TABLE = Dossier.__table__


def count(session: Session, officer: Officer) -> int:
    """Count the open dossiers that an officer has."""
    held = select(func.count()).select_from(TABLE).where(*_held(officer))
    return session.scalar(held) or 0


def successors(session: Session, officer: Officer) -> Sequence[Officer]:
    """List the colleagues who could take them."""
    fit = assignment.candidates(session, officer.agency_id)
    return [one for one in fit if one.id != officer.id]


def hand_over(session: Session, officer: Officer, to_id: int, *, by: Officer, now: datetime) -> int:
    """Give a colleague all open dossiers of an officer; tell how many there were.

    The caller's transaction sees the officer's agency.

    Raises:
        NotPermitted: `by` is no administrator.
        NobodySuch: that colleague cannot take them.

    """
    check.require(by, Action.MANAGE_ACCOUNTS)
    taker = next((one for one in successors(session, officer) if one.id == to_id), None)
    if taker is None:
        raise NobodySuch
    # Past the revision: what the applicant or a colleague has open stays good.
    moved = update(TABLE).where(*_held(officer)).values(assigned_to_id=taker.id)  # type: ignore[arg-type]
    numbers = session.scalars(moved.returning(TABLE.c.number)).all()
    for number in numbers:
        note = Note(
            GIVEN,
            Who("officer", by.id),
            ("dossier", number),
            officer.agency_id,
            reason=REASON,
            facts={"from": officer.id, "to": taker.id},
        )
        trail.enter(session, note, now=now)
    return len(numbers)


def _held(officer: Officer) -> tuple[ColumnElement[bool], ...]:
    return (
        TABLE.c.agency_id == officer.agency_id,
        TABLE.c.assigned_to_id == officer.id,
        TABLE.c.closed_at.is_(None),
    )
