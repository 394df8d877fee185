"""Work that was promised in the same transaction as the change that calls for it."""

from datetime import datetime

from sqlalchemy import Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class OutboxMessage(Base):
    """One promise: an effect on one event of a dossier, kept until it is done.

    effect: a name that `services.jobs` knows; arguments are ids only
    due_at: when the relay may queue it (again)
    queued: how often it was queued; attempts: how often it failed
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "due_at", postgresql_where=text("done_at IS NULL")),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    effect: Mapped[str]
    history_id: Mapped[int]
    argument: Mapped[str]
    promised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    queued: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
