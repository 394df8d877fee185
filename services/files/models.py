"""Files that people gave, kept in the object store."""

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


class StoredFile(Base):
    """One file: what it is called, what it really is, and where it lies.

    A file belongs to a draft until the draft is submitted, then to the dossier. An upload of the
    JSON API belongs to neither until a dossier claims it. Unclaimed files are swept.
    """

    __tablename__ = "files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    draft_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("drafts.id", ondelete="SET NULL"), index=True
    )
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    purpose: Mapped[str]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    uploaded_at: Mapped[datetime]

    @property
    def object_key(self) -> str:
        return f"files/{self.id}"
