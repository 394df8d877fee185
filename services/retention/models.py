"""How long dossiers are kept, what is held back, and what is hidden and deleted."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models import Officer
from services.agencies.models import Agency
from services.dossiers.models import Dossier
from storage.base import Base

UNDECIDED = text("restored_at IS NULL AND deleted_at IS NULL")


class RetentionPeriod(Base):
    """The years that the operator set for a family, with the article that says so."""

    __tablename__ = "retention_periods"

    family: Mapped[str] = mapped_column(primary_key=True)
    years: Mapped[int]
    citation: Mapped[str]
    set_at: Mapped[datetime]


class LegalHold(Base):
    """Why a dossier must not be deleted for now, although its time has come."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        Index(
            "uq_legal_holds_one",
            "dossier_id",
            unique=True,
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id))
    reason: Mapped[str]
    placed_by_id: Mapped[int] = mapped_column(ForeignKey(Officer.id))
    placed_at: Mapped[datetime]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    released_at: Mapped[datetime | None]


class Deletion(Base):
    """A dossier that is hidden, then gone; the row stays and holds nothing about a person.

    dossier_id: no foreign key, since the row outlives the dossier
    ground: `retention`, or `request` where its person asked
    removed: how many files, documents, objects and other rows went
    """

    __tablename__ = "deletions"
    __table_args__ = (
        Index("uq_deletions_dossier_id", "dossier_id", unique=True, postgresql_where=UNDECIDED),
        Index("ix_deletions_agency_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int]
    number: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id))
    procedure_code: Mapped[str]
    ground: Mapped[str]
    family: Mapped[str]
    years: Mapped[int]
    citation: Mapped[str]
    marked_at: Mapped[datetime]
    delete_after: Mapped[datetime]
    restored_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    removed: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))


class RetentionRun(Base):
    """One approved plan; a run that was interrupted goes on from here."""

    __tablename__ = "retention_runs"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    token: Mapped[str]
    approved_at: Mapped[datetime]
    to_mark: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    to_delete: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    finished_at: Mapped[datetime | None]
