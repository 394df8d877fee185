"""People who sign in: as little of them as can be, and nothing that names them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from services.dossiers.models import Dossier
from storage.base import Base


class CitizenAccount(Base):
    """Somebody who has signed in here.

    key_hash: of the personal number, under the installation's secret; the number is not kept
    seen_on: the last day of a sign-in, by which accounts that nobody uses are forgotten
    """

    __tablename__ = "citizen_accounts"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    made_on: Mapped[date]
    seen_on: Mapped[date]


class CitizenSession(Base):
    """One browser in which somebody is signed in.

    sealed: who it is, under a key that follows from the secret in the browser's cookie
    """

    __tablename__ = "citizen_sessions"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey(CitizenAccount.id, ondelete="CASCADE"), index=True
    )
    sealed: Mapped[bytes]
    began_at: Mapped[datetime]


class CitizenDossier(Base):
    """A dossier that was filed while signed in; never one that protects its applicant."""

    __tablename__ = "citizen_dossiers"

    dossier_id: Mapped[int] = mapped_column(
        ForeignKey(Dossier.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey(CitizenAccount.id, ondelete="CASCADE"), index=True
    )
