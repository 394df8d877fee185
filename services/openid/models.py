"""Sign-ins that are under way at a provider."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class SignInAttempt(Base):
    """One browser on its way to a provider and back; the row serves once.

    token_hash: of the secret in the browser's cookie, from which state, nonce and verifier follow
    site: for whom it was begun, so that a citizen's answer opens no officer's session
    target: the own page to come back to
    """

    __tablename__ = "sign_in_attempts"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    site: Mapped[str]
    target: Mapped[str]
    began_at: Mapped[datetime]
