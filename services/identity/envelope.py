"""Seal content under a key, and keys under other keys; pure, on libsodium.

A sealed value tells by itself how it was made: ``MC``, format, kind, and a mark of the key by
which a wrong key is told from content that was changed.
"""

from enum import IntEnum
from hashlib import blake2b

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.utils import random

from services.identity.about import About
from services.identity.refusals import Tampered, WrongKey

FORMAT = b"MC\x01"
KEY_BYTES = 32
MARK_BYTES = 16
NONCE_BYTES = 24
HEAD_BYTES = len(FORMAT) + 1 + MARK_BYTES
# The length of a name says something too: content is filled up to a multiple of this.
PADDING = 256
WRAPPING = "data-key"


class Kind(IntEnum):
    """What a sealed value is."""

    VALUE = 1
    FOR_CUSTODY = 2
    FOR_KEY = 3
    LETTER = 4
    STREAM = 5


def new_key() -> bytes:
    return random(KEY_BYTES)


def seal(key: bytes, content: bytes, about: About, *, kind: Kind = Kind.VALUE) -> bytes:
    """Seal content under a key that the caller holds."""
    head, nonce = head_of(kind, key), random(NONCE_BYTES)
    filled = sodium.sodium_pad(content, PADDING) if kind is Kind.VALUE else content
    bound = head + about.encoded()
    return (
        head + nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(filled, bound, nonce, key)
    )


def unseal(key: bytes, sealed: bytes, about: About, *, kind: Kind = Kind.VALUE) -> bytes:
    """Open what `seal` made for the same place.

    Raises:
        WrongKey: another key made it.
        Tampered: it was changed, or it belongs to another subject, purpose or version.

    """
    head, rest = checked(sealed, kind, key)
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    bound = head + about.encoded()
    try:
        content = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, bound, nonce, key)
    except (CryptoError, ValueError, TypeError):
        raise Tampered from None
    return sodium.sodium_unpad(content, PADDING) if kind is Kind.VALUE else content


def wrap(key: bytes, inner: bytes, subject: str) -> bytes:
    """Seal a data key of a subject under another key, such as that of an access code."""
    return seal(key, inner, About(subject, WRAPPING), kind=Kind.FOR_KEY)


def unwrap(key: bytes, wrapped: bytes, subject: str) -> bytes:
    return unseal(key, wrapped, About(subject, WRAPPING), kind=Kind.FOR_KEY)


def wrap_for(public_key: bytes, inner: bytes, subject: str) -> bytes:
    """Seal a data key so that only the private key opens it; who seals cannot open it again."""
    bound = _digest(About(subject, WRAPPING).encoded())
    head = head_of(Kind.FOR_CUSTODY, public_key)
    return head + sodium.crypto_box_seal(bound + inner, public_key)


def unwrap_for(private_key: bytes, wrapped: bytes, subject: str) -> bytes:
    """Open a data key with the private key.

    Raises:
        WrongKey: it was sealed to another public key.
        Tampered: it was changed, or it is the data key of another subject.

    """
    public_key = sodium.crypto_scalarmult_base(private_key)
    _, rest = checked(wrapped, Kind.FOR_CUSTODY, public_key)
    try:
        opened = sodium.crypto_box_seal_open(rest, public_key, private_key)
    except (CryptoError, ValueError, TypeError):
        raise Tampered from None
    # A sealed box binds nothing by itself, so whose key it is stands inside.
    bound, inner = opened[:KEY_BYTES], opened[KEY_BYTES:]
    if bound != _digest(About(subject, WRAPPING).encoded()):
        raise Tampered
    return inner


def head_of(kind: Kind, key: bytes) -> bytes:
    return FORMAT + bytes((kind,)) + mark(key)


def mark(key: bytes) -> bytes:
    """Mark a key without telling it; content sealed under one key opens under no other."""
    return blake2b(digest_size=MARK_BYTES, key=key, person=b"motcua-key-mark").digest()


def checked(sealed: bytes, kind: Kind, key: bytes) -> tuple[bytes, bytes]:
    """Split off the head and see that it is of this kind and key."""
    head, rest = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:]
    if len(head) < HEAD_BYTES or head[:-MARK_BYTES] != FORMAT + bytes((kind,)):
        raise Tampered
    if head[-MARK_BYTES:] != mark(key):
        raise WrongKey
    return head, rest


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=KEY_BYTES, person=b"motcua-subject").digest()
