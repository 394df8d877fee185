"""A share under its holder's passphrase: argon2id, then a secret box; the costs stand beside it."""

import struct
import unicodedata
from dataclasses import dataclass

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.utils import random

from services.custody.refusals import WeakPassphrase, WrongPassphrase

SHORTEST, LONGEST = 14, 200
HEAD = b"MCP\x01"
COSTS = struct.Struct(">II")
KEY_BYTES = sodium.crypto_secretbox_KEYBYTES
NONCE_BYTES = sodium.crypto_secretbox_NONCEBYTES
# What a row may ask for at most, so that a changed row cannot exhaust the machine.
MOST_OPS, MOST_MEMORY = 16, 1024**3


@dataclass(frozen=True)
class Cost:
    """How much work one guess takes."""

    ops: int
    memory: int


# Half a second and 256 MiB for each guess.
STRONG = Cost(3, 256 * 1024**2)
# Where the passphrase is known to everybody anyway: demo keys and tests.
CHEAP = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)


def check_strength(passphrase: str) -> None:
    if not SHORTEST <= len(_plain(passphrase)) <= LONGEST:
        raise WeakPassphrase


def lock(words: str, passphrase: str, cost: Cost = STRONG) -> bytes:
    salt, nonce = random(argon2id.SALTBYTES), random(NONCE_BYTES)
    box = sodium.crypto_secretbox(words.encode(), nonce, _key(passphrase, salt, cost))
    return HEAD + COSTS.pack(cost.ops, cost.memory) + salt + nonce + box


def unlock(locked: bytes, passphrase: str) -> str:
    """Give the words.

    Raises:
        WrongPassphrase: it does not open them, or they were changed.

    """
    cost, rest = _cost(locked)
    salt, rest = rest[: argon2id.SALTBYTES], rest[argon2id.SALTBYTES :]
    nonce, box = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return sodium.crypto_secretbox_open(box, nonce, _key(passphrase, salt, cost)).decode()
    except (CryptoError, ValueError, TypeError):
        raise WrongPassphrase from None


def _cost(locked: bytes) -> tuple[Cost, bytes]:
    start = len(HEAD)
    if not locked.startswith(HEAD) or len(locked) < start + COSTS.size:
        raise WrongPassphrase
    cost = Cost(*COSTS.unpack(locked[start : start + COSTS.size]))
    if cost.ops > MOST_OPS or cost.memory > MOST_MEMORY:
        raise WrongPassphrase
    return cost, locked[start + COSTS.size :]


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    plain = _plain(passphrase)[:LONGEST].encode()
    return argon2id.kdf(KEY_BYTES, plain, salt, opslimit=cost.ops, memlimit=cost.memory)


def _plain(passphrase: str) -> str:
    """Write accents in one way, whichever keyboard typed them, and spaces once."""
    return " ".join(unicodedata.normalize("NFC", passphrase).split())
