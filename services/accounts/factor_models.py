"""What officers show besides their password."""

from datetime import datetime

from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Authenticator(Base):
    """The secret of an officer's authenticator app, sealed.

    last_step: the newest half minute of which a code was taken; none serves twice
    """

    __tablename__ = "officer_authenticators"

    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sealed: Mapped[bytes]
    last_step: Mapped[int]
    made_at: Mapped[datetime]


class Passkey(Base):
    """A key that lives in a device of the officer; here is its public half.

    uses: what the device counts, if it counts
    copied_at: when it was seen to count backwards; from then on it opens nothing
    """

    __tablename__ = "officer_passkeys"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    uses: Mapped[int]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    copied_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """The mark of a code that opens the account once, when all devices are lost."""

    __tablename__ = "officer_recovery_codes"

    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    mark: Mapped[bytes] = mapped_column(primary_key=True)
