"""Where the person of a dossier wants to be told of news, and what was told so far."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.dossiers.models import Dossier
from storage.base import Base


class Channel(StrEnum):
    """By which way; without a contact, none."""

    EMAIL = "email"


class NoticeState(StrEnum):
    """How a notice stands."""

    WAITING = "waiting"  # It failed and is tried again.
    NO_SERVER = "no_server"  # No mail server is configured.
    SENT = "sent"
    REFUSED = "refused"  # The address does not exist, or nothing helped for days.


class NoticeContact(Base):
    """The one contact of a dossier that the person gave for notices; officers never see it.

    sealed_address: under a key of the installation (`services.notices.contacts`)
    told_at: when the last notice was sent
    """

    __tablename__ = "notice_contacts"

    dossier_id: Mapped[int] = mapped_column(
        ForeignKey(Dossier.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    channel: Mapped[str]
    sealed_address: Mapped[bytes]
    set_at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class Notice(Base):
    """One notice of the ledger: that it was due, tried and sent, and never to whom.

    due_at: before then it is not tried again; last_error: the kind of failure alone
    """

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_dossier_id", "dossier_id", "id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"))
    channel: Mapped[str]
    state: Mapped[str]
    tries: Mapped[int]
    last_error: Mapped[str]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
