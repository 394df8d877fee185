"""Secret codes for people, for instance to follow a dossier: easy to read aloud, checked, hashed.

Fifteen letters and digits (74 bits) and one check character, in groups of four. The alphabet has
31 signs, none of which is mistaken for another (no 0/O, 1/I/L); 31 is prime, so the weighted sum
finds every single wrong sign and every two that were swapped.
"""

import hashlib
import hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 15
GROUP = 4


class AccessCodes:
    """Make, check and hash codes under the installation's secret, each purpose its own codes."""

    def __init__(self, secret: str, purpose: str = "access-code") -> None:
        self._secret = secret.encode()
        self._purpose = purpose

    def for_attempt(self, token: str) -> str:
        """Derive the code of one filing attempt.

        The person alone holds `token`, and only its hash is kept, so a repeated submission shows
        the same code while the service cannot find it out again by itself.
        """
        number = int.from_bytes(self._digest("", token))
        signs = []
        for _ in range(LENGTH):
            number, index = divmod(number, len(ALPHABET))
            signs.append(ALPHABET[index])
        payload = "".join(signs)
        return grouped(payload + check_sign(payload))

    def hash(self, code: str) -> bytes:
        """Hash a code for keeping; 74 random bits need no slow hash."""
        return self._digest("-hash", normalised(code))

    def matches(self, code: str, kept: bytes) -> bool:
        return hmac.compare_digest(self.hash(code), kept)

    def key(self, code: str) -> bytes:
        """Derive 32 bytes that nobody has without the code, to seal something with."""
        return self._digest("-key", normalised(code))

    def _digest(self, use: str, text: str) -> bytes:
        return hmac.digest(self._secret, f"{self._purpose}{use}:{text}".encode(), hashlib.sha256)


def normalised(code: str) -> str:
    """Drop what people add when they copy a code: spaces, hyphens, small letters."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def check_sign(payload: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(payload, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_well_formed(code: str) -> bool:
    """Whether the code could be one of ours; tells a slip of the pen from a wrong dossier."""
    signs = normalised(code)
    if len(signs) != LENGTH + 1 or not set(signs) <= set(ALPHABET):
        return False
    return check_sign(signs[:-1]) == signs[-1]
