"""Split a private key into words for its holders, and put it together again.

What is split is a seed of 128 bits, as strong as the curve it makes a key for: a holder then
writes down twenty words (SLIP-39) and not thirty-three.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nacl import bindings as sodium
from nacl.utils import random
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from services.custody.refusals import BadPlan, WrongWords

SEED_BYTES = 16
FEWEST, MOST = 3, 9
LEAST_THRESHOLD = 2
MARK_BYTES = 16
PREFIX = 4
LONGEST_WORDS = 600
# The first four letters of each word are its own: nobody has to write more.
BY_PREFIX = {word[:PREFIX]: word for word in WORDLIST}
BETWEEN = re.compile(r"[\s\d.,;:)\-]+")


@dataclass(frozen=True)
class MadeKey:
    """A fresh key pair, its private half in words."""

    public_key: bytes
    words: tuple[str, ...]


def make(threshold: int, count: int) -> MadeKey:
    """Make a key pair of which any `threshold` of `count` shares give the private half.

    Raises:
        BadPlan: one person could open it alone, or nobody may be away.

    """
    check_plan(threshold, count)
    seed = random(SEED_BYTES)
    words = generate_mnemonics(1, [(threshold, count)], seed)[0]
    return MadeKey(public_half(private_half(seed)), tuple(words))


def check_plan(threshold: int, count: int) -> None:
    if not (FEWEST <= count <= MOST and LEAST_THRESHOLD <= threshold < count):
        raise BadPlan


def combine(words: Sequence[str]) -> bytes:
    """Give the private key that these shares make.

    Raises:
        WrongWords: they are not shares of one key, or too few.

    """
    try:
        return private_half(combine_mnemonics(words))
    except MnemonicError:
        raise WrongWords from None


def private_half(seed: bytes) -> bytes:
    return sodium.crypto_generichash_blake2b_salt_personal(
        b"", digest_size=32, key=seed, person=b"motcua-custody"
    )


def public_half(private_key: bytes) -> bytes:
    return sodium.crypto_scalarmult_base(private_key)


def typed(text: str) -> str:
    """Read words as people write them: numbered, in capitals, shortened to four letters.

    Raises:
        WrongWords: a word is unknown, or the check in the last three words fails.

    """
    given = BETWEEN.sub(" ", text[:LONGEST_WORDS].lower()).split()
    words = " ".join(BY_PREFIX.get(word[:PREFIX], word) for word in given)
    try:
        Share.from_mnemonic(words)
    except (MnemonicError, ValueError):
        raise WrongWords from None
    return words


def mark(words: str) -> bytes:
    """Mark a share so that another one is told from it; 128 random bits need no slow hash."""
    return sodium.crypto_generichash_blake2b_salt_personal(
        words.encode(), digest_size=MARK_BYTES, person=b"motcua-share"
    )


def fingerprint(public_key: bytes) -> str:
    """Write a public key in short, in groups that people can compare."""
    digest = sodium.crypto_generichash_blake2b_salt_personal(
        public_key, digest_size=10, person=b"motcua-public"
    ).hex()
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))
