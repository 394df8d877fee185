"""Custody keys, the shares of their holders, requests to open, and what happened."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Identity, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.accounts.models import Officer
from services.agencies.models import Agency
from services.dossiers.models import Dossier
from storage.base import Base


class CustodyKey(Base):
    """The public half of a key pair; the private half exists only as shares.

    fingerprint: the public key in short, for people to compare
    canary: a known text, sealed to this key: whoever opens it has proven the shares
    demo: its shares are under a passphrase that everybody knows
    retired_at: since then nothing is sealed to it any more
    """

    __tablename__ = "custody_keys"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id), index=True)
    public_key: Mapped[bytes]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    threshold: Mapped[int]
    share_count: Mapped[int]
    canary: Mapped[bytes]
    demo: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)
    shares: Mapped[list["CustodyShare"]] = relationship(
        order_by="CustodyShare.place", cascade="all, delete-orphan"
    )


class CustodyShare(Base):
    """One holder's part of a private key, under that holder's own passphrase.

    token: the passphrase itself, where only the holder's token gives it back
    mark: of the words, to refuse a share of another key at once
    proven_at: when the holder last showed that it still opens
    """

    __tablename__ = "custody_shares"

    key_id: Mapped[int] = mapped_column(
        ForeignKey("custody_keys.id", ondelete="CASCADE"), primary_key=True
    )
    holder_id: Mapped[int] = mapped_column(ForeignKey(Officer.id), primary_key=True, index=True)
    place: Mapped[int]
    wrapped: Mapped[bytes]
    token: Mapped[bytes | None]
    mark: Mapped[bytes]
    proven_at: Mapped[datetime]

    holder: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


class RequestState(StrEnum):
    """Where a request to open a dossier stands."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    CLOSED = "closed"


class Basis(StrEnum):
    """Why a request may be approved."""

    SECOND_PERSON = "second_person"
    OWN_MATTER = "own_matter"


class AccessRequest(Base):
    """Somebody's wish to open the sealed part of one dossier, and what became of it.

    basis: whether a second person approves it, or the dossier is the requester's own matter
    scope: what of the sealed part may be shown (`services.access_requests.parts`)
    answer: why it was approved or declined
    closed_at: since then it opens nothing, although its time has not run out
    """

    __tablename__ = "access_requests"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"), index=True)
    requester_id: Mapped[int] = mapped_column(ForeignKey(Officer.id))
    basis: Mapped[str]
    reason: Mapped[str]
    scope: Mapped[list[str]] = mapped_column(ARRAY(Text))
    state: Mapped[str]
    asked_at: Mapped[datetime]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    decided_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="", server_default="")
    closed_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(viewonly=True)
    requester: Mapped[Officer] = relationship(foreign_keys=[requester_id], viewonly=True)
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approver_id], viewonly=True)

    __table_args__ = (
        Index("ix_access_requests_open", "asked_at", postgresql_where=text("state = 'asked'")),
    )


class SeenNotice(Base):
    """Up to which event a holder has seen what was opened."""

    __tablename__ = "seen_notices"

    holder_id: Mapped[int] = mapped_column(
        ForeignKey(Officer.id, ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int]


class CustodyEvent(Base):
    """One thing that happened in custody; rows are only ever added."""

    __tablename__ = "custody_events"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey(Agency.id))
    key_id: Mapped[int | None] = mapped_column(ForeignKey("custody_keys.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    # Events outlive the dossier that they were about.
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey(Dossier.id, ondelete="SET NULL"))
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("access_requests.id", ondelete="SET NULL")
    )
    detail: Mapped[dict[str, Any]]

    __table_args__ = (
        Index("ix_custody_events_key", "key_id", "id"),
        Index("ix_custody_events_dossier", "dossier_id", "id"),
    )
