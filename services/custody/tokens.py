"""A secret that only a holder's PKCS#11 token gives back: the key for it never leaves the token.

Only the command line speaks to tokens; a browser cannot.
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pkcs11
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from nacl import bindings as sodium
from nacl.utils import random
from pkcs11 import Attribute, KeyType, ObjectClass

from services.custody.refusals import (
    ForeignToken,
    NoSuchToken,
    NoTokenKey,
    NoTokenModule,
    TokenFault,
    WrongPin,
)

LABEL = "motcua-custody"
NEW_BITS, LEAST_BITS = 3072, 2048
SECRET_BYTES = 32
HEAD = b"MCT\x01"
MARK_BYTES = 16
PIN_FAULTS = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked)
NO_TOKEN = (pkcs11.NoSuchToken, pkcs11.MultipleTokensReturned)
# SHA-1 is what every token knows for OAEP; nothing there rests on it being free of collisions.
PADDING = OAEP(MGF1(hashes.SHA1()), hashes.SHA1(), label=None)  # noqa: S303


@dataclass(frozen=True)
class Token:
    """Where a token is found, and what opens it."""

    module: str
    label: str
    pin: str = field(repr=False)


@dataclass(frozen=True)
class Secret:
    """What stands in for a passphrase, and how the token keeps it."""

    passphrase: str = field(repr=False)
    kept: bytes


def new_secret(token: Token) -> Secret:
    """Make a secret that only this token gives back, and have it given back at once."""
    passphrase = b64encode(random(SECRET_BYTES)).decode()
    with _opened(token, writes=True) as session:
        key = _own_key(session)
        kept = HEAD + _mark(key) + _public(key).public_key().encrypt(passphrase.encode(), PADDING)
    if secret_of(token, kept) != passphrase:
        raise TokenFault
    return Secret(passphrase, kept)


def secret_of(token: Token, kept: bytes) -> str:
    """Have the token give back what it keeps.

    Raises:
        ForeignToken: another token keeps it.
        WrongPin: this opens no token; after some tries a token locks itself.

    """
    head, mark = len(HEAD), len(HEAD) + MARK_BYTES
    with _opened(token) as session:
        for key in _keys(session):
            if kept.startswith(HEAD) and _mark(key) == kept[head:mark]:
                return str(key.decrypt(kept[mark:]).decode())
    raise ForeignToken


@contextmanager
def _opened(token: Token, *, writes: bool = False) -> Iterator[pkcs11.Session]:
    try:
        found = _library(token.module).get_token(token_label=token.label)
        with found.open(user_pin=token.pin, rw=writes) as session:
            yield session
    except PIN_FAULTS:
        raise WrongPin from None
    except NO_TOKEN:
        raise NoSuchToken from None
    except (pkcs11.PKCS11Error, UnicodeDecodeError):
        raise TokenFault from None


def _library(module: str) -> Any:
    # One library under two names would be started twice, which it refuses.
    try:
        return pkcs11.lib(str(Path(module).resolve(strict=True)))
    except (OSError, ValueError, pkcs11.PKCS11Error):
        raise NoTokenModule from None


def _own_key(session: pkcs11.Session) -> Any:
    """Give the first key that decrypts and cannot be copied out; a token without gets one."""
    for key in _keys(session):
        return key
    try:
        return session.generate_keypair(KeyType.RSA, NEW_BITS, store=True, label=LABEL)[1]
    except pkcs11.PKCS11Error:
        raise NoTokenKey from None


def _keys(session: pkcs11.Session) -> list[Any]:
    sought = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.RSA}
    return [key for key in session.get_objects(sought) if _serves(key)]


def _serves(key: Any) -> bool:
    stays = key[Attribute.SENSITIVE] and not key[Attribute.EXTRACTABLE]
    return stays and key[Attribute.DECRYPT] and _public(key).n.bit_length() >= LEAST_BITS


def _public(key: Any) -> RSAPublicNumbers:
    exponent, modulus = key[Attribute.PUBLIC_EXPONENT], key[Attribute.MODULUS]
    return RSAPublicNumbers(int.from_bytes(exponent, "big"), int.from_bytes(modulus, "big"))


def _mark(key: Any) -> bytes:
    """Tell one key from another, so that a wrong token is named before anything is tried."""
    return sodium.crypto_generichash_blake2b_salt_personal(
        key[Attribute.MODULUS].lstrip(b"\x00"), digest_size=MARK_BYTES, person=b"motcua-token"
    )
