"""Passwords of officers: argon2id with the library's recommended costs."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

TEMPORARY_BYTES = 12
hasher = PasswordHasher()


def hash_password(password: str) -> str:
    return hasher.hash(_composed(password))


@cache
def decoy() -> str:
    """Give what is verified when the user name is unknown, so that the answer takes as long."""
    return hasher.hash("no account has this password")


def verify(kept: str | None, password: str) -> bool:
    try:
        hasher.verify(kept or decoy(), _composed(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    return hasher.check_needs_rehash(kept)


def temporary() -> str:
    """Make a password for one sign-in."""
    return secrets.token_urlsafe(TEMPORARY_BYTES)


def _composed(password: str) -> str:
    """Make one of the several ways in which keyboards write the same Vietnamese letter."""
    return unicodedata.normalize("NFKC", password)
