"""How much the person of one dossier may write: nobody is known, so each dossier is counted."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from services.deadlines.clock import ZONE
from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.messages.models import Message, Side
from services.messages.refusals import ConversationOver, TooManyToday, TooMuchToday
from services.settings.bounds import Conversation

COUNTED = timedelta(days=1)


def open_until(dossier: Dossier, bounds: Conversation) -> date | None:
    """Give the last day on which the person may write; none while the dossier is open."""
    if dossier.closed_at is None:
        return None
    return dossier.closed_at.astimezone(ZONE).date() + timedelta(days=bounds.days_after_closing)


def require_open(dossier: Dossier, bounds: Conversation, *, now: datetime) -> None:
    """Go on only if the person may still write.

    Raises:
        ConversationOver: the dossier was closed too long ago.

    """
    last = open_until(dossier, bounds)
    if last is not None and now.astimezone(ZONE).date() > last:
        raise ConversationOver(last + timedelta(days=1))


def require_room(session: Session, dossier_id: int, bounds: Conversation, *, now: datetime) -> None:
    """Go on only if there is room for one more message; the caller holds the dossier.

    Raises:
        TooManyToday: there is none in these 24 hours.

    """
    written = select(func.count()).where(*_of_today(dossier_id, now))
    if (session.scalar(written) or 0) >= bounds.a_day:
        raise TooManyToday(bounds.a_day)


def require_bytes(
    session: Session, dossier_id: int, bounds: Conversation, *, now: datetime
) -> None:
    """See that the files of these 24 hours are not too large together.

    Raises:
        TooMuchToday: they are.

    """
    sizes = (
        select(func.coalesce(func.sum(StoredFile.size), 0))
        .join(Message, Message.id == StoredFile.message_id)
        .where(*_of_today(dossier_id, now))
    )
    if (session.scalar(sizes) or 0) > bounds.bytes_a_day:
        raise TooMuchToday(bounds.bytes_a_day)


def _of_today(dossier_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Message.dossier_id == dossier_id,
        Message.author == Side.APPLICANT,
        Message.at > now - COUNTED,
    )
