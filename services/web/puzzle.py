"""A puzzle that costs a browser a moment and a flood a lot: signed, short-lived, for one use.

The challenge is a text that the service signed; a solution is a number such that the SHA-256 of
`challenge:number` begins with so many zero bits. Nothing is kept until a solution comes back.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

NONCE_BYTES = 12
LASTS = timedelta(minutes=15)
LONGEST_NUMBER = 16
DIGEST_BITS = 256


class PuzzleRefused(Exception):
    """The challenge is not ours, was made for something else, or is too old."""


@dataclass(frozen=True)
class Challenge:
    """What was asked of one browser.

    nonce: the name of this challenge, by which a second use is known
    """

    token: str
    nonce: str
    bits: int
    made_at: datetime

    def is_solved_by(self, number: str) -> bool:
        if not number.isascii() or not number.isdecimal() or len(number) > LONGEST_NUMBER:
            return False
        digest = sha256(f"{self.token}:{number}".encode()).digest()
        return int.from_bytes(digest) >> (DIGEST_BITS - self.bits) == 0

    def waited(self, *, now: datetime) -> float:
        """Tell how many seconds have passed since it was made."""
        return (now - self.made_at).total_seconds()


class PuzzleMaker:
    """Makes challenges under the installation's secret, and knows its own again."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="puzzle")

    def make(self, purpose: str, *, bits: int, now: datetime) -> Challenge:
        said = [purpose, secrets.token_urlsafe(NONCE_BYTES), bits, int(now.timestamp())]
        return self._read(str(self._signer.dumps(said)), now)

    def read(self, token: str, purpose: str, *, now: datetime) -> Challenge:
        """Open a challenge that came back.

        Raises:
            PuzzleRefused: it is forged, for another purpose, or too old.

        """
        try:
            meant = self._signer.loads(token)[0]
        except BadData:
            raise PuzzleRefused from None
        challenge = self._read(token, now)
        if meant != purpose or not timedelta() <= now - challenge.made_at <= LASTS:
            raise PuzzleRefused
        return challenge

    def _read(self, token: str, now: datetime) -> Challenge:
        _, nonce, bits, made = self._signer.loads(token)
        return Challenge(token, nonce, bits, datetime.fromtimestamp(made, now.tzinfo))
