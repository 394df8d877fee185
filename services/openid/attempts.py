"""Begin a sign-in, and take it up once when the browser comes back with the provider's answer."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity.secrets import key_of
from services.openid.models import SignInAttempt
from services.openid.refusals import SignInRefused

TOKEN_BYTES = 32
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Secrets:
    """What follows from one browser's secret: nobody else can make it, nothing of it is kept."""

    token: str = field(repr=False)

    @property
    def state(self) -> str:
        return self._derived(b"openid-state")

    @property
    def nonce(self) -> str:
        return self._derived(b"openid-nonce")

    @property
    def verifier(self) -> str:
        """Give the secret of PKCE: 43 signs, as the standard wants at least."""
        return self._derived(b"openid-pkce")

    def _derived(self, purpose: bytes) -> str:
        return urlsafe_b64encode(key_of(self.token, purpose)).decode().rstrip("=")


def begin(session: Session, site: str, target: str, *, now: datetime) -> Secrets:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SignInAttempt(token_hash=_hash(token), site=site, target=target, began_at=now)
    session.add(row)
    return Secrets(token)


def take(
    session: Session, site: str, token: str, state: str, *, now: datetime
) -> tuple[Secrets, str]:
    """Give what a sign-in was begun with, and its target; a second answer finds nothing.

    Raises:
        SignInRefused: this browser began none, it is too old, or the answer belongs to another.

    """
    own = SignInAttempt.token_hash == _hash(token), SignInAttempt.site == site
    taken = session.execute(
        delete(SignInAttempt).where(*own).returning(SignInAttempt.target, SignInAttempt.began_at)
    ).one_or_none()
    given = Secrets(token)
    if not token or taken is None:
        raise SignInRefused("no such attempt")
    if now - taken.began_at > LASTS:
        raise SignInRefused("attempt too old")
    if not hmac.compare_digest(given.state.encode(), state.encode()):
        raise SignInRefused("state")
    return given, taken.target


def sweep(session: Session, *, now: datetime) -> None:
    session.execute(delete(SignInAttempt).where(SignInAttempt.began_at < now - LASTS))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
