"""A dossier, what happened to it, and the counters that number it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.agencies.models import Agency
from storage.base import Base


class Dossier(Base):
    """One filing under one version of a procedure.

    answers: the canonical answers (`forms.answers`); frozen: what the person saw, label by label
    attempt_hash: of the secret token of the filing attempt; one attempt makes one dossier
    request_hash: of what was filed, to tell a retry from another filing under the same key
    revision: grows with every change; the second of two simultaneous changes fails
    due_on: the day by which the agency owes its next answer; due_rule: the deadline's key
    search_text: the words by which it is found: accent-free, lower case, each once
    privacy_notice: the edition of the privacy notice that its person was shown
    hidden_at: since when it waits for its deletion and is shown to nobody (`services.retention`)
    """

    __tablename__ = "dossiers"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    procedure_code: Mapped[str]
    procedure_version: Mapped[int]
    state: Mapped[str]
    revision: Mapped[int] = mapped_column()
    attempt_hash: Mapped[bytes] = mapped_column(unique=True)
    request_hash: Mapped[bytes]
    access_code_hash: Mapped[bytes]
    channel: Mapped[str]
    answers: Mapped[dict[str, Any]]
    frozen: Mapped[dict[str, Any]]
    applicant_name: Mapped[str]
    subject: Mapped[str]
    search_text: Mapped[str]
    submitted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    due_on: Mapped[date]
    due_rule: Mapped[str]
    closed_at: Mapped[datetime | None]
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    privacy_notice: Mapped[str | None]
    hidden_at: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)
    history: Mapped[list["HistoryEntry"]] = relationship(
        back_populates="dossier", order_by="HistoryEntry.id"
    )

    __mapper_args__ = {"version_id_col": revision}
    __table_args__ = (
        # The inbox pages through open dossiers by due day; the search finds whole words.
        Index(
            "ix_dossiers_inbox",
            "agency_id",
            "due_on",
            "id",
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_dossiers_newest", "agency_id", "id"),
        Index("ix_dossiers_state", "agency_id", "state", "due_on", "id"),
        Index("ix_dossiers_procedure", "agency_id", "procedure_code", "id"),
        Index(
            "ix_dossiers_words",
            text("string_to_array(search_text, ' ')"),
            postgresql_using="gin",
        ),
    )


class HistoryEntry(Base):
    """One thing that happened to a dossier; rows are only ever added.

    inputs: what the action was given (reason, items asked for, file ids, document number)
    """

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    at: Mapped[datetime]
    action: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    actor_kind: Mapped[str]
    actor_name: Mapped[str]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    inputs: Mapped[dict[str, Any]]

    dossier: Mapped[Dossier] = relationship(back_populates="history")


class Counter(Base):
    """A row that is locked while a number is drawn, so numbers have no gaps and no twins."""

    __tablename__ = "counters"

    scope: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
