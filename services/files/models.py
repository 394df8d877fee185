"""Files that people gave, kept in the object store."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Purpose(StrEnum):
    """Why a file was given."""

    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    RESULT = "result"
    MESSAGE = "message"


@dataclass(frozen=True)
class Facts:
    """What its giver knows of a sealed file, and nobody else.

    key: its own, under which it lies in the store and these facts in its row
    """

    name: str
    sha256: bytes
    key: bytes = field(repr=False)


class StoredFile(Base):
    """One file: what it is called, what it really is, and where it lies.

    A file belongs to a draft until the draft is submitted, then to the dossier. An upload of the
    JSON API belongs to neither until a dossier claims it. Unclaimed files are swept.

    key_wrap: of a sealed file, its own key under the data key of whom it belongs to
    sealed_facts: its name and what it hashes to, sealed; `name` and `sha256` then tell neither
    open_key: the key of a file that was sealed until it turned out that nobody needs protection
    facts: what was unsealed, for the page of somebody who may see it
    """

    __tablename__ = "files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    draft_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("drafts.id", ondelete="SET NULL"), index=True
    )
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    # Of a file that came with a message.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)
    purpose: Mapped[str]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    uploaded_at: Mapped[datetime]
    key_wrap: Mapped[bytes | None]
    sealed_facts: Mapped[bytes | None]
    open_key: Mapped[bytes | None]

    # For what is never written down.
    __allow_unmapped__ = True
    facts: Facts | None = None

    @property
    def is_sealed(self) -> bool:
        return self.key_wrap is not None

    @property
    def is_closed(self) -> bool:
        """Whether it is sealed and whoever has the row at hand has not opened it."""
        return self.is_sealed and self.facts is None

    @property
    def shown_name(self) -> str:
        return self.facts.name if self.facts else self.name

    @property
    def shown_sha256(self) -> bytes:
        return self.facts.sha256 if self.facts else self.sha256

    @property
    def object_key(self) -> str:
        return f"files/{self.id}"
