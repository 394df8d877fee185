"""Hold a dossier back from deletion, with a reason."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import Note, Who
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action
from services.retention.models import LegalHold

HELD = "retention.hold"
RELEASED = "retention.release"
LONGEST = 2000


class ReasonMissing(Exception):
    """A hold needs its reason, in so many words and no more."""


class HeldAlready(Exception):
    """The dossier is held back already."""


class NotHeld(Exception):
    """Nothing holds the dossier back."""


def current(session: Session, dossier_id: int) -> LegalHold | None:
    held = select(LegalHold).where(
        LegalHold.dossier_id == dossier_id, LegalHold.released_at.is_(None)
    )
    return session.scalar(held)


def place(
    session: Session, dossier: Dossier, reason: str, *, by: Officer, now: datetime
) -> LegalHold:
    """Hold a dossier back until somebody releases it.

    Raises:
        NotPermitted: the policy does not let this officer do so.
        ReasonMissing: no reason is given, or one that is too long.
        HeldAlready: it is held back already.

    """
    check.require(by, Action.HOLD_DOSSIERS, dossier)
    said = reason.strip()
    if not said or len(said) > LONGEST:
        raise ReasonMissing
    _lock(session, dossier)
    if current(session, dossier.id):
        raise HeldAlready
    held = LegalHold(
        dossier_id=dossier.id,
        agency_id=dossier.agency_id,
        reason=said,
        placed_by_id=by.id,
        placed_at=now,
    )
    session.add(held)
    _note(session, HELD, dossier, by, now)
    return held


def release(session: Session, dossier: Dossier, *, by: Officer, now: datetime) -> None:
    """Let the usual period count again.

    Raises:
        NotPermitted: the policy does not let this officer do so.
        NotHeld: nothing holds it back.

    """
    check.require(by, Action.HOLD_DOSSIERS, dossier)
    _lock(session, dossier)
    held = current(session, dossier.id)
    if held is None:
        raise NotHeld
    held.released_by_id, held.released_at = by.id, now
    _note(session, RELEASED, dossier, by, now)


def _lock(session: Session, dossier: Dossier) -> None:
    """Let a second hold, or the deletion, wait until this one is decided."""
    session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())


def _note(session: Session, action: str, dossier: Dossier, by: Officer, now: datetime) -> None:
    who = Who("officer", by.id, by.agency_id)
    note = Note(action, who, ("dossier", dossier.number), dossier.agency_id)
    trail.enter(session, note, now=now)
