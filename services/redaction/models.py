"""Redacted copies of sealed dossiers: the one that is being made, and those that were issued."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.accounts.models import Officer
from services.dossiers.models import Dossier
from storage.base import Base


class State(StrEnum):
    """Where a redacted copy stands."""

    OPEN = "open"
    ISSUED = "issued"
    RECALLED = "recalled"
    DISCARDED = "discarded"


class Redaction(Base):
    """One redacted copy.

    version: among those that were issued for the dossier; none before
    work: boxes, masked words and the keys of the originals, sealed under a key that follows from
        the dossier's data key (`services.redaction.keys`)
    looked_at: when whoever issued it confirmed to have looked at each page
    key_wrap: the copy's own key, under a key of the service; text: the masked text, under that key
    """

    __tablename__ = "redactions"
    __table_args__ = (
        UniqueConstraint("dossier_id", "version", name="uq_redactions_version"),
        Index(
            "uq_redactions_open", "dossier_id", unique=True, postgresql_where=text("state = 'open'")
        ),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"))
    state: Mapped[str]
    revision: Mapped[int] = mapped_column()
    begun_by_id: Mapped[int] = mapped_column(ForeignKey(Officer.id))
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    work: Mapped[bytes | None]
    version: Mapped[int | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    issued_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    key_wrap: Mapped[bytes | None]
    text: Mapped[bytes | None]
    recalled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    recalled_at: Mapped[datetime | None]

    issued_by: Mapped[Officer | None] = relationship(foreign_keys=[issued_by_id])
    files: Mapped[list["RedactedFile"]] = relationship(order_by="RedactedFile.place")

    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}


class RedactedFile(Base):
    """A redacted copy of one file; neither its row nor its object tells what it was called.

    place: its number among the files of the copy
    """

    __tablename__ = "redacted_files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    redaction_id: Mapped[int] = mapped_column(
        ForeignKey(Redaction.id, ondelete="CASCADE"), index=True
    )
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"), index=True)
    place: Mapped[int]
    content_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]

    @property
    def object_key(self) -> str:
        return f"{prefix(self.dossier_id)}{self.id}"


def prefix(dossier_id: int) -> str:
    """Tell under what all objects of a dossier's copies lie."""
    return f"redacted/{dossier_id}/"
