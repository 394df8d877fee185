"""Tell a person that there is news: at most once an hour, without a word of what it is."""

import smtplib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import SERVICE_ITSELF, Note
from services.dossiers.models import Dossier
from services.identity.refusals import SealRefused
from services.messages import conversation
from services.messages.models import Message, Side
from services.notices import contacts, mail
from services.notices.models import Notice, NoticeContact, NoticeState
from services.settings.mail import MailServer

TOLD = "notice.send"
PAUSE = timedelta(hours=1)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLINGS = 9
GIVEN_UP = timedelta(days=3)
PERMANENT = 500


@dataclass(frozen=True)
class Post:
    """By which server, under which key the addresses lie, and which page the mail names."""

    server: MailServer | None
    key: bytes = field(repr=False)
    page: str


def notify(session: Session, post: Post, message_id: int, *, now: datetime) -> datetime | None:
    """Tell of one message; give when to look again, if that is not the end of it.

    What was read meanwhile, or is told of by a notice that was sent after it, needs none.
    """
    message = session.get(Message, message_id)
    if message is None:
        return None
    if message.read_at is not None:
        _drop_needless(session, message.dossier_id)
        return None
    contact = session.get(NoticeContact, message.dossier_id, with_for_update=True)
    if contact is None or (contact.told_at and contact.told_at >= message.at):
        return None
    if contact.told_at and contact.told_at + PAUSE > now:
        return contact.told_at + PAUSE
    notice = contacts.waiting(session, contact.dossier_id) or _new(session, contact, now)
    # Several messages wait for one notice: the first of them that comes tries for all.
    if notice.due_at <= now:
        _try(session, post, contact, notice, now=now)
    return notice.due_at if notice.state in contacts.OPEN else None


def _try(
    session: Session, post: Post, contact: NoticeContact, notice: Notice, *, now: datetime
) -> None:
    if post.server is None:
        notice.state, notice.due_at = NoticeState.NO_SERVER, now + PAUSE
        return
    _send(post, post.server, contact, notice, now)
    if notice.state == NoticeState.SENT:
        contact.told_at = now
        _note(session, contact.dossier_id, now)


def _send(
    post: Post, server: MailServer, contact: NoticeContact, notice: Notice, now: datetime
) -> None:
    """Try to send it, and note how that went."""
    notice.tries += 1
    try:
        address = contacts.address_of(contact, post.key)
        mail.send(server, mail.written(server, address, post.page, now=now))
    except (smtplib.SMTPException, OSError, SealRefused) as failure:
        _note_failure(notice, failure, now)
    else:
        notice.state, notice.sent_at, notice.last_error = NoticeState.SENT, now, ""


def _note_failure(notice: Notice, failure: Exception, now: datetime) -> None:
    """Only the kind of failure is kept: a server's words may repeat the address."""
    notice.last_error = type(failure).__name__
    if _is_final(failure) or notice.made_at < now - GIVEN_UP:
        notice.state = NoticeState.REFUSED
        return
    wait = FIRST_WAIT * 2 ** min(notice.tries - 1, MOST_DOUBLINGS)
    notice.state, notice.due_at = NoticeState.WAITING, now + min(wait, LONGEST_WAIT)


def _is_final(failure: Exception) -> bool:
    """Whether the server says that this address takes no mail, now or later."""
    if isinstance(failure, SealRefused):
        return True
    if not isinstance(failure, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _ in failure.recipients.values())


def _new(session: Session, contact: NoticeContact, now: datetime) -> Notice:
    notice = Notice(
        dossier_id=contact.dossier_id,
        channel=contact.channel,
        state=NoticeState.WAITING,
        tries=0,
        last_error="",
        made_at=now,
        due_at=now,
    )
    session.add(notice)
    return notice


def _drop_needless(session: Session, dossier_id: int) -> None:
    """Forget a notice that waits although the person has read everything."""
    if not conversation.unread(session, [dossier_id], Side.APPLICANT):
        notice = contacts.waiting(session, dossier_id)
        if notice is not None:
            session.delete(notice)


def _note(session: Session, dossier_id: int, now: datetime) -> None:
    dossier = session.get_one(Dossier, dossier_id)
    what = ("dossier", dossier.number)
    trail.enter(session, Note(TOLD, SERVICE_ITSELF, what, dossier.agency_id), now=now)
