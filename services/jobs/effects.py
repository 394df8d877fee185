"""Which promise is kept by what."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import SERVICE_ITSELF, Note
from services.documents import issue
from services.dossiers.models import HistoryEntry
from services.jobs.workshop import Tools
from services.outbox.effects import ISSUE_DOCUMENT
from services.outbox.models import OutboxMessage


def issue_document(
    session: Session, tools: Tools, message: OutboxMessage, *, now: datetime
) -> None:
    desk = issue.Desk(
        objects=tools.resources.objects,
        renderer=tools.renderer,
        catalogue=tools.resources.catalogue,
        base_url=tools.resources.settings.base_url,
    )
    issue.issue(session, desk, history_id=message.history_id, kind=message.argument, now=now)
    dossier = session.get_one(HistoryEntry, message.history_id).dossier
    note = Note(
        ISSUED,
        SERVICE_ITSELF,
        ("dossier", dossier.number),
        dossier.agency_id,
        facts={"kind": message.argument},
    )
    trail.enter(session, note, now=now)


ISSUED = "document.issue"
EFFECTS: dict[str, Callable[..., None]] = {ISSUE_DOCUMENT: issue_document}
