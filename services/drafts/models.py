"""A filing that is not finished yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.agencies.models import Agency
from storage.base import Base


class Draft(Base):
    """What a person has typed so far, right or wrong, section by section.

    raw: section key → raw answers, as typed
    token_hash: of the secret that the person's browser holds
    revision: grows with every save
    moved_from: the version that it was moved over from, if its procedure changed meanwhile
    stays_before: the newer version that its person was shown and that it will not move to
    left_over: answers for which the newer version has no place, as rows to be copied
    code_salt, code_hash, code_seal: see `services.drafts.resuming`; empty once no code opens it
    """

    __tablename__ = "drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes]
    procedure_code: Mapped[str]
    procedure_version: Mapped[int]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    raw: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column()
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"))
    moved_from: Mapped[int | None]
    stays_before: Mapped[int | None]
    left_over: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default=text("'{}'::jsonb")
    )
    code_salt: Mapped[bytes | None]
    code_hash: Mapped[bytes | None] = mapped_column(unique=True)
    code_seal: Mapped[bytes | None]

    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": revision}
