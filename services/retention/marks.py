"""The first phase: a dossier is hidden from everybody for some days, and can be brought back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from forms.privacy import retention
from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import Note, Who
from services.dossiers.models import Dossier
from services.drafts.models import Draft
from services.policy.check import NotPermitted
from services.policy.table import WHY, Action
from services.retention.models import Deletion
from services.retention.rules import Rule

MARKED = "retention.mark"
RESTORED = "retention.restore"
BY_PERIOD = "retention"
BY_REQUEST = "request"
MOST_SHOWN = 200


class NotWaiting(Exception):
    """No such dossier waits for its deletion (any more)."""


def mark(
    session: Session, dossier: Dossier, rule: Rule, *, ground: str, by: Who, now: datetime
) -> Deletion:
    """Hide a dossier; the caller has made sure that nothing requires keeping it."""
    _set_hidden(session, dossier.id, now)
    # The filing's draft holds the same answers, and its secret would still show the dossier.
    session.execute(delete(Draft).where(Draft.dossier_id == dossier.id))
    deletion = Deletion(
        dossier_id=dossier.id,
        number=dossier.number,
        agency_id=dossier.agency_id,
        procedure_code=dossier.procedure_code,
        ground=ground,
        family=rule.family.key,
        years=rule.years or 0,
        citation=rule.citation,
        marked_at=now,
        delete_after=now + timedelta(days=retention.shipped().hidden_days),
    )
    session.add(deletion)
    _note(session, MARKED, deletion, by, now)
    return deletion


def waiting(session: Session, agency_id: int) -> Sequence[Deletion]:
    """List what an agency can still bring back, the soonest to go first."""
    return session.scalars(
        select(Deletion)
        .where(
            Deletion.agency_id == agency_id,
            Deletion.restored_at.is_(None),
            Deletion.deleted_at.is_(None),
        )
        .order_by(Deletion.delete_after, Deletion.id)
        .limit(MOST_SHOWN)
    ).all()


def restore(session: Session, deletion_id: int, *, by: Officer, now: datetime) -> Deletion:
    """Show a dossier again; the transaction is the service's, for officers see no hidden one.

    Raises:
        NotPermitted: it is another agency's.
        NotWaiting: it is back or gone already.

    """
    deletion = session.get(Deletion, deletion_id, with_for_update=True)
    if deletion is None or deletion.restored_at or deletion.deleted_at:
        raise NotWaiting
    if deletion.agency_id != by.agency_id:
        raise NotPermitted(Action.HOLD_DOSSIERS, WHY[Action.HOLD_DOSSIERS])
    _set_hidden(session, deletion.dossier_id, None)
    deletion.restored_at = now
    _note(session, RESTORED, deletion, Who("officer", by.id, by.agency_id), now)
    return deletion


def _set_hidden(session: Session, dossier_id: int, moment: datetime | None) -> None:
    hidden = update(Dossier).where(Dossier.id == dossier_id).values(hidden_at=moment)
    session.execute(hidden)


def _note(session: Session, action: str, deletion: Deletion, by: Who, now: datetime) -> None:
    facts = {"ground": deletion.ground, "family": deletion.family}
    what = ("dossier", deletion.number)
    trail.enter(session, Note(action, by, what, deletion.agency_id, facts=facts), now=now)
