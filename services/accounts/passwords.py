"""Passwords of officers: argon2id with the library's recommended costs."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

TEMPORARY_BYTES = 12
_hasher = PasswordHasher()
# Verified when the user name is unknown, so that the answer takes as long.
_DECOY = _hasher.hash("no account has this password")


def hash_password(password: str) -> str:
    return _hasher.hash(_composed(password))


def verify(kept: str | None, password: str) -> bool:
    try:
        _hasher.verify(kept or _DECOY, _composed(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def temporary() -> str:
    """Make a password for one sign-in."""
    return secrets.token_urlsafe(TEMPORARY_BYTES)


def _composed(password: str) -> str:
    """Make one of the several ways in which keyboards write the same Vietnamese letter."""
    return unicodedata.normalize("NFKC", password)
