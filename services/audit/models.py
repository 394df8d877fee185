"""What was done, tried and read: rows that are only ever added, and the chain that seals them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

# The agency of what concerns the whole installation.
INSTALLATION = 0


class AuditEntry(Base):
    """One thing that somebody did, tried or read; no names and nothing that a citizen wrote.

    actor_id: the officer, if an officer acted
    agency_id: whose matter it is; `INSTALLATION` where it is no agency's
    object_id: a dossier's number, an item's id
    outcome: done, denied or failed; reason: the rule that denied, or the kind of failure
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_agency_id", "agency_id", "at", "id"),
        Index("ix_audit_entries_object_id", "object_id", "at", "id"),
        Index("ix_audit_entries_actor_id", "actor_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None]
    agency_id: Mapped[int]
    action: Mapped[str]
    object_kind: Mapped[str] = mapped_column(server_default="")
    object_id: Mapped[str] = mapped_column(server_default="")
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")
    request_id: Mapped[str] = mapped_column(server_default="")
    facts: Mapped[dict[str, Any]] = mapped_column(server_default="{}")


class AuditLink(Base):
    """An entry's place in the chain; `hash` covers the entry and the hash before it."""

    __tablename__ = "audit_chain"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(unique=True)
    hash: Mapped[bytes]


class AuditWaiting(Base):
    """An entry that has no place in the chain yet; the database notes it by itself."""

    __tablename__ = "audit_waiting"

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
