"""Keys that follow from the secrets that people hold; the secrets are kept nowhere."""

import hashlib

from services.identity.envelope import KEY_BYTES
from services.identity.files import Owner


def key_of(secret: str, purpose: bytes) -> bytes:
    """Derive a key from a random secret, which needs no slow hash; each purpose has its own."""
    return hashlib.blake2b(secret.encode(), digest_size=KEY_BYTES, person=purpose).digest()


def owner_of_attempt(attempt: str) -> Owner:
    """Give the owner of what is uploaded before there is a dossier: the attempt at filing one."""
    name = hashlib.sha256(b"attempt" + attempt.encode()).hexdigest()
    return Owner(f"attempt:{name}", key_of(attempt, b"uploads"))
