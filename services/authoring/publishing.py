"""Publish a procedure: a second officer approves it, or the operator does it by hand."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.faults import Quarantined
from forms.procedure import Procedure
from forms.shared import digest
from services.accounts.models import Officer
from services.agencies.models import Agency
from services.authoring.checking import require_publishable
from services.authoring.drafting import require_state, take_hold
from services.authoring.models import ProcedureDraft, PublishedProcedure, State
from services.authoring.refusals import SamePerson
from services.authoring.trial import MOST_DRAFTS, DryRun, dry_run

__all__ = [
    "MOST_DRAFTS",
    "DryRun",
    "approve",
    "dry_run",
    "publish_by_hand",
    "published",
    "quarantined",
]

# Any constant will do: it only has to be the same in every process that publishes.
PUBLISHING_LOCK = 7_236_002

log = structlog.get_logger(__name__)


def approve(
    session: Session,
    draft: ProcedureDraft,
    officer: Officer,
    now: datetime,
    *,
    catalogue: Catalogue,
    revision: int | None = None,
) -> PublishedProcedure:
    """Publish what a colleague sent for approval, in this one transaction.

    Raises:
        ChangedMeanwhile: it is not the text that the officer saw (``revision``), or does not
            wait for approval any more.
        HasFaults: it cannot be published (any more).
        MayNotAuthor: the officer has no right to.
        SamePerson: the officer wrote it or sent it.

    """
    take_hold(session, draft, officer)
    require_state(draft, State.AWAITING_APPROVAL, revision)
    if officer.id in {draft.sent_by_id, draft.editor_id}:
        raise SamePerson
    _one_after_the_other(session)
    procedure = require_publishable(session, catalogue, draft.text, officer.agency)
    row = _row(procedure, draft.slug, now)
    row.agency_id = draft.agency_id
    row.author_id = draft.sent_by_id
    row.approver_id = officer.id
    session.add(row)
    draft.state = State.PUBLISHED
    draft.revision += 1
    draft.changed_at = now
    session.flush()
    log.info("procedure published", code=row.code, version=row.version, agency=row.agency_id)
    return row


def publish_by_hand(
    session: Session, catalogue: Catalogue, *, text: str, slug: str, now: datetime
) -> PublishedProcedure:
    """Publish a document as the operator, for all agencies on its levels.

    Raises:
        HasFaults: it cannot be published.

    """
    _one_after_the_other(session)
    row = _row(require_publishable(session, catalogue, text, None), slug, now)
    session.add(row)
    session.flush()
    log.info("procedure published", code=row.code, version=row.version, agency=None)
    return row


def published(session: Session, agency: Agency) -> Sequence[PublishedProcedure]:
    """List what an agency has published, the latest first."""
    return session.scalars(
        select(PublishedProcedure)
        .where(PublishedProcedure.agency_id == agency.id)
        .order_by(PublishedProcedure.id.desc())
    ).all()


def quarantined(catalogue: Catalogue) -> tuple[Quarantined, ...]:
    """List the documents that were set aside, and why."""
    return catalogue.quarantined


def _one_after_the_other(session: Session) -> None:
    """Let ids grow in the order of the commits, since the newest id tells that there is more."""
    session.execute(select(func.pg_advisory_xact_lock(PUBLISHING_LOCK)))


def _row(procedure: Procedure, slug: str, now: datetime) -> PublishedProcedure:
    return PublishedProcedure(
        code=procedure.code,
        version=procedure.version,
        slug=slug,
        text=procedure.text,
        shared=dict(procedure.shared),
        sha256=digest(procedure),
        published_at=now,
    )
