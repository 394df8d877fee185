"""Procedures that are being written, that are published, and that were ever used."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class State(StrEnum):
    """Where the text of a procedure stands on its way to publication."""

    EDITING = "editing"
    AWAITING_APPROVAL = "awaiting_approval"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class ProcedureDraft(Base):
    """A procedure that an agency is writing.

    text: the YAML document, right or wrong, as it was left
    revision: grows with every change; whoever saves says which one was changed
    author_id: who began it; editor_id: who changed the text last; sent_by_id: who asked for
        approval; approver_id: who approved it
    note: what the second officer wants to be changed
    """

    __tablename__ = "procedure_drafts"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    slug: Mapped[str]
    text: Mapped[str]
    revision: Mapped[int]
    state: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    editor_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    note: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (Index("ix_procedure_drafts_agency_id", "agency_id", "state"),)


class PublishedProcedure(Base):
    """One version of a procedure, published for good; rows are only ever added.

    shared: the shared sections and blocks as they were then; none in rows of before they were kept
    agency_id: whose procedure it is; none if it was published by the operator
    author_id, approver_id: who sent it for approval and who approved; none for the operator
    """

    __tablename__ = "published_procedures"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    code: Mapped[str]
    version: Mapped[int]
    slug: Mapped[str]
    text: Mapped[str]
    shared: Mapped[dict[str, Any] | None]
    sha256: Mapped[bytes]
    published_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("author_id <> approver_id", name="two_persons"),
    )


class UsedProcedure(Base):
    """The text under which somebody began to file, whatever becomes of its file.

    shared: as of a published procedure
    """

    __tablename__ = "used_procedures"

    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slug: Mapped[str]
    text: Mapped[str]
    shared: Mapped[dict[str, Any] | None]
    sha256: Mapped[bytes]
    used_at: Mapped[datetime]
