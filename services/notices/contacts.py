"""The contact for notices: given by the person alone, sealed under a key of the installation.

For a sealed dossier it is kept in spite of the seal, because the person asked for it: it stands
apart from everything else, no officer's transaction can read it, and the person deletes it at will.
"""

from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import APPLICANT, Note
from services.dossiers.models import Dossier
from services.identity import envelope
from services.identity.about import About, of_dossier
from services.notices.models import Channel, Notice, NoticeContact, NoticeState

SET = "notice.set"
REMOVED = "notice.remove"
OPEN = (NoticeState.WAITING, NoticeState.NO_SERVER)
LONGEST = 254


class AddressRefused(Exception):
    """This is no address to which mail could be sent."""


def put(session: Session, dossier: Dossier, address: str, key: bytes, *, now: datetime) -> None:
    """Keep an address, in the place of the one before.

    Raises:
        AddressRefused: it is none.

    """
    sealed = envelope.seal(key, _checked(address).encode(), _about(dossier.id))
    kept = NoticeContact(
        dossier_id=dossier.id, channel=Channel.EMAIL, sealed_address=sealed, set_at=now
    )
    session.merge(kept)
    _note(session, SET, dossier, now)


def remove(session: Session, dossier: Dossier, *, now: datetime) -> None:
    """Forget the address; what waits to be sent finds none and is not sent."""
    kept = session.get(NoticeContact, dossier.id)
    if kept is None:
        return
    session.delete(kept)
    for waiting in session.scalars(_waiting(dossier.id)):
        session.delete(waiting)
    _note(session, REMOVED, dossier, now)


def address_of(contact: NoticeContact, key: bytes) -> str:
    """Open the address.

    Raises:
        WrongKey, Tampered: the installation's secret is another one, or the row was changed.

    """
    return envelope.unseal(key, contact.sealed_address, _about(contact.dossier_id)).decode()


def last_notice(session: Session, dossier_id: int) -> Notice | None:
    newest = select(Notice).where(Notice.dossier_id == dossier_id).order_by(Notice.id.desc())
    return session.scalars(newest.limit(1)).first()


def waiting(session: Session, dossier_id: int) -> Notice | None:
    return session.scalars(_waiting(dossier_id).limit(1)).first()


def _waiting(dossier_id: int) -> Select[Notice]:
    return select(Notice).where(Notice.dossier_id == dossier_id, Notice.state.in_(OPEN))


def _checked(address: str) -> str:
    try:
        known = validate_email(address.strip()[: LONGEST + 1], check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        raise AddressRefused from None
    # Names of domains outside ASCII go by their ASCII form; other parts no usual server takes.
    if known.ascii_email is None:
        raise AddressRefused
    return known.ascii_email


def _about(dossier_id: int) -> About:
    return of_dossier(dossier_id, "notice-contact")


def _note(session: Session, action: str, dossier: Dossier, now: datetime) -> None:
    note = Note(action, APPLICANT, ("dossier", dossier.number), dossier.agency_id)
    trail.enter(session, note, now=now)
