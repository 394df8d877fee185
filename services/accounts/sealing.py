"""Keep what an account must not show: sealed under the installation's secret, or only marked."""

import hashlib
import hmac

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.utils import random

NONCE_BYTES = 24


class SealBroken(Exception):
    """It was changed, belongs to another account, or the installation's secret is another one."""


class Seals:
    """Seals small values to one account and one purpose, and marks what is only compared."""

    def __init__(self, secret: str) -> None:
        self._sealing = _derived(secret, b"accounts-seal")
        self._marking = _derived(secret, b"accounts-mark")

    def seal(self, content: bytes, officer_id: int, purpose: str) -> bytes:
        nonce = random(NONCE_BYTES)
        return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
            content, _about(officer_id, purpose), nonce, self._sealing
        )

    def unseal(self, sealed: bytes, officer_id: int, purpose: str) -> bytes:
        """Open what `seal` made for the same account and purpose.

        Raises:
            SealBroken: it was not.

        """
        nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                ciphertext, _about(officer_id, purpose), nonce, self._sealing
            )
        except (CryptoError, ValueError) as error:
            raise SealBroken from error

    def mark(self, content: str, officer_id: int, purpose: str) -> bytes:
        """Give the mark by which a code is known again, of no use without the secret."""
        said = _about(officer_id, purpose) + b"\x00" + content.encode()
        return hmac.digest(self._marking, said, "sha256")


def _derived(secret: str, use: bytes) -> bytes:
    return hashlib.blake2b(
        use, key=hashlib.sha256(secret.encode()).digest(), digest_size=32
    ).digest()


def _about(officer_id: int, purpose: str) -> bytes:
    return f"{purpose}:{officer_id}".encode()
