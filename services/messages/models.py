"""What the person of a dossier and its agency write to one another."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.accounts.models import Officer
from services.agencies.models import Agency
from services.dossiers.models import Dossier
from storage.base import Base

UNREAD = "author = 'applicant' AND read_at IS NULL"


class Side(StrEnum):
    """Who writes."""

    APPLICANT = "applicant"
    OFFICER = "officer"

    @property
    def other(self) -> "Side":
        return Side.OFFICER if self is Side.APPLICANT else Side.APPLICANT


class Message(Base):
    """One message; of a sealed dossier it is sealed to the dossier (`services.messages.places`).

    officer_id: who wrote for the agency; the person is told the agency alone
    text: empty where it is sealed
    attempt_hash: of one sending and its token; sent twice it makes no second message
    read_at: when the other side read it
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("dossier_id", "attempt_hash", name="uq_messages_attempt"),
        Index("ix_messages_dossier_id", "dossier_id", "id"),
        Index("ix_messages_unread", "agency_id", "dossier_id", postgresql_where=text(UNREAD)),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id))
    at: Mapped[datetime]
    author: Mapped[str]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    text: Mapped[str]
    sealed: Mapped[bool]
    attempt_hash: Mapped[bytes]
    read_at: Mapped[datetime | None]

    officer: Mapped[Officer | None] = relationship()
