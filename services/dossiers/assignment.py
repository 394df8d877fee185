"""Give a dossier to one officer, or take it over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import Note, Who
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action

GIVEN = "dossier.assign"


class NobodySuch(Exception):
    """No active officer of the dossier's agency, who could read it once it is theirs, is meant."""


def candidates(session: Session, agency_id: int) -> Sequence[Officer]:
    """List the officers of an agency who could be given a dossier."""
    active = select(Officer).where(Officer.agency_id == agency_id, Officer.active)
    found = session.scalars(active.order_by(Officer.full_name))
    return [officer for officer in found if check.allowed(officer, Action.READ)]


def take(session: Session, dossier: Dossier, officer: Officer, *, now: datetime) -> None:
    """Take a dossier over.

    Raises:
        NotPermitted: the policy does not let this officer do so.

    """
    check.require(officer, Action.TAKE, dossier)
    _give(session, dossier, officer, by=officer, now=now)


def assign(
    session: Session, dossier: Dossier, officer_id: int, *, by: Officer, now: datetime
) -> None:
    """Give a dossier to an officer.

    Raises:
        NotPermitted: the policy does not let `by` do so.
        NobodySuch: that officer cannot be given it.

    """
    check.require(by, Action.ASSIGN, dossier)
    fit = (one for one in candidates(session, dossier.agency_id) if one.id == officer_id)
    chosen = next(fit, None)
    if chosen is None:
        raise NobodySuch
    _give(session, dossier, chosen, by=by, now=now)


def _give(
    session: Session, dossier: Dossier, officer: Officer, *, by: Officer, now: datetime
) -> None:
    """Note whose it is; what the applicant or a colleague has open stays good (same revision)."""
    before = dossier.assigned_to_id
    given = update(Dossier.__table__).where(Dossier.__table__.c.id == dossier.id)  # type: ignore[arg-type]
    session.execute(given.values(assigned_to_id=officer.id))
    session.refresh(dossier, ["assigned_to_id"])
    note = Note(
        GIVEN,
        Who("officer", by.id),
        ("dossier", dossier.number),
        dossier.agency_id,
        facts={"from": before, "to": officer.id},
    )
    trail.enter(session, note, now=now)
