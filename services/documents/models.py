"""Documents that the service made: acknowledgements, receipts, requests, refusals."""

from datetime import datetime

from sqlalchemy import ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class IssuedDocument(Base):
    """One PDF that one event of a dossier called for; the pair is unique, so it is made once."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("history_id", "kind"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    history_id: Mapped[int] = mapped_column(ForeignKey("history.id"))
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    issued_at: Mapped[datetime]

    @property
    def object_key(self) -> str:
        return document_key(self.dossier_id, self.history_id, self.kind)


def document_key(dossier_id: int, history_id: int, kind: str) -> str:
    """Name the object by ids alone, so that a repeated job writes the same one."""
    return f"documents/{dossier_id}/{history_id}-{kind}.pdf"
