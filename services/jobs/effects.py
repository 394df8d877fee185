"""Which promise is kept by what."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import SERVICE_ITSELF, Note
from services.documents import blank_printing, issue
from services.dossiers.models import HistoryEntry
from services.jobs.workshop import Tools
from services.notices import sending
from services.outbox.effects import ISSUE_DOCUMENT, NOTIFY, PRINT_BLANK
from services.outbox.models import OutboxMessage

ISSUED = "document.issue"
FOLLOW_UP = "/tra-cuu"


def issue_document(
    session: Session, tools: Tools, message: OutboxMessage, *, now: datetime
) -> None:
    desk = _desk(tools)
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


def print_blank(session: Session, tools: Tools, message: OutboxMessage, *, now: datetime) -> None:
    del now  # The form bears no date.
    blank_printing.print_blank(session, _desk(tools), message.argument)


def notify(
    session: Session, tools: Tools, message: OutboxMessage, *, now: datetime
) -> datetime | None:
    """Tell that there is news; a notice that has to wait holds nothing else back."""
    settings = tools.resources.settings
    post = sending.Post(
        settings.mail_server, tools.resources.notice_key, f"{settings.base_url}{FOLLOW_UP}"
    )
    return sending.notify(session, post, int(message.argument), now=now)


def _desk(tools: Tools) -> issue.Desk:
    return issue.Desk(
        objects=tools.resources.objects,
        renderer=tools.renderer,
        catalogue=tools.resources.catalogue,
        base_url=tools.resources.settings.base_url,
    )


# What gives a moment is not done yet and wants to be asked again then.
EFFECTS: dict[str, Callable[..., datetime | None]] = {
    ISSUE_DOCUMENT: issue_document,
    NOTIFY: notify,
    PRINT_BLANK: print_blank,
}
