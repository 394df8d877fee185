"""Content for a dossier from somebody who cannot open it: sealed to the dossier's public key.

Every dossier has a key pair that follows from its data key; the public half is kept in clear, so
that an officer's message or a paper can be added to a dossier that is closed to the officer.
"""

from nacl import bindings as sodium

from services.identity.about import About
from services.identity.envelope import (
    FORMAT,
    HEAD_BYTES,
    KEY_BYTES,
    Kind,
    head_of,
    new_key,
    seal,
    unseal,
    unwrap_for,
    wrap_for,
)

WRAP_BYTES = HEAD_BYTES + sodium.crypto_box_SEALBYTES + 2 * KEY_BYTES


def private_key(data_key: bytes) -> bytes:
    """Derive the private key of a dossier from its data key."""
    return sodium.crypto_generichash_blake2b_salt_personal(
        b"", digest_size=KEY_BYTES, key=data_key, person=b"motcua-letters"
    )


def public_key(data_key: bytes) -> bytes:
    return sodium.crypto_scalarmult_base(private_key(data_key))


def seal_to(recipient: bytes, content: bytes, about: About) -> bytes:
    key = new_key()
    wrapped = wrap_for(recipient, key, _place(about))
    return head_of(Kind.LETTER, recipient) + wrapped + seal(key, content, about)


def open_letter(data_key: bytes, sealed: bytes, about: About) -> bytes:
    """Open a letter to the dossier of this data key.

    Raises:
        WrongKey: it is for another dossier.
        Tampered: it was changed, or it belongs to another place.

    """
    rest = sealed[HEAD_BYTES:]
    key = unwrap_for(private_key(data_key), rest[:WRAP_BYTES], _place(about))
    return unseal(key, rest[WRAP_BYTES:], about)


def is_letter(sealed: bytes) -> bool:
    return sealed.startswith(FORMAT + bytes((Kind.LETTER,)))


def _place(about: About) -> str:
    return about.encoded().hex()
