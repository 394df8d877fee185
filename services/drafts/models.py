"""A filing that is not finished yet."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.agencies.models import Agency
from services.drafts.contents import Contents
from storage.base import Base


class Draft(Base):
    """What a person has typed so far, right or wrong, section by section.

    raw: section key → raw answers, as typed
    sealed, key_wrap: of a draft that names protected people, its content under its data key, and
        that key under the draft's secret (`services.drafts.sealing`); the open columns stay empty
    contents: what was unsealed of it, while somebody with the secret has it open
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
    open_raw: Mapped[dict[str, Any]] = mapped_column("raw", default=dict)
    revision: Mapped[int] = mapped_column()
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"))
    moved_from: Mapped[int | None]
    stays_before: Mapped[int | None]
    open_left_over: Mapped[dict[str, Any]] = mapped_column(
        "left_over", default=dict, server_default=text("'{}'::jsonb")
    )
    sealed: Mapped[bytes | None]
    key_wrap: Mapped[bytes | None]
    code_salt: Mapped[bytes | None]
    code_hash: Mapped[bytes | None] = mapped_column(unique=True)
    code_seal: Mapped[bytes | None]

    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": revision}
    # For what is never written down.
    __allow_unmapped__ = True
    contents: Contents | None = None

    @property
    def raw(self) -> dict[str, Any]:
        return self.contents.raw if self.contents else self.open_raw

    @raw.setter
    def raw(self, raw: dict[str, Any]) -> None:
        if self.contents:
            self._seal(replace(self.contents, raw=raw))
        else:
            self.open_raw = raw

    @property
    def left_over(self) -> dict[str, Any]:
        return self.contents.left_over if self.contents else self.open_left_over

    @left_over.setter
    def left_over(self, left_over: dict[str, Any]) -> None:
        if self.contents:
            self._seal(replace(self.contents, left_over=left_over))
        else:
            self.open_left_over = left_over

    def _seal(self, contents: Contents) -> None:
        self.contents = contents
        self.sealed = contents.sealed()
