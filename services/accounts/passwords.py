"""Passwords of officers: argon2id with the library's recommended costs."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
# Verified when the user name is unknown, so that the answer takes as long.
_DECOY = _hasher.hash("no account has this password")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify(kept: str | None, password: str) -> bool:
    try:
        _hasher.verify(kept or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)
