"""What is sealed of a dossier, and its data key under the keys that open it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.custody.models import CustodyKey
from services.dossiers.models import Dossier
from storage.base import Base


class SealedKey(Base):
    """The data key of one dossier, sealed twice.

    custody_wrap: to the custody key; code_wrap: under the key of the person's access code
    public_key: for content that is added by those who cannot open the dossier
    """

    __tablename__ = "sealed_keys"

    dossier_id: Mapped[int] = mapped_column(
        ForeignKey(Dossier.id, ondelete="CASCADE"), primary_key=True
    )
    custody_key_id: Mapped[int] = mapped_column(ForeignKey(CustodyKey.id), index=True)
    custody_wrap: Mapped[bytes]
    code_wrap: Mapped[bytes]
    public_key: Mapped[bytes]
    sealed_at: Mapped[datetime]


class SealedValue(Base):
    """One sealed content of a dossier; each new version takes the place of the one before."""

    __tablename__ = "sealed_values"

    dossier_id: Mapped[int] = mapped_column(
        ForeignKey(Dossier.id, ondelete="CASCADE"), primary_key=True
    )
    purpose: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    ciphertext: Mapped[bytes]
    sealed_at: Mapped[datetime]
