"""Sealed files: each under a key of its own, so that a draft's file becomes a dossier's unmoved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from services.identity import envelope, letters
from services.identity.about import About
from services.identity.streams import Readable, SealingReader, opened_chunks
from storage.objects import Objects

CONTENT = "application/octet-stream"


@dataclass(frozen=True)
class Owner:
    """Whose file it is: a draft or a dossier, with its data key."""

    subject: str
    data_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Recipient:
    """To whom something is sealed by those who cannot open it: a dossier, by its public key."""

    subject: str
    public_key: bytes


Taker = Owner | Recipient


def sealed_upload(objects: Objects, key: str, stream: Readable, *, file_id: str) -> bytes:
    """Seal a file under a key of its own on its way into the object store; give that key."""
    file_key = envelope.new_key()
    reader = SealingReader(file_key, stream, _content(file_id))
    objects.put_stream(key, cast("BinaryIO", reader), content_type=CONTENT)
    return file_key


def opened_stream(
    objects: Objects, key: str, wrapped: bytes, owner: Owner, *, file_id: str
) -> Iterator[bytes]:
    """Open a sealed file while it comes out of the object store.

    Raises:
        WrongKey: the owner's data key is another one.
        Tampered: the file was changed or cut short, or is another file.
        ObjectMissing: the store has no such object.

    """
    return opened_with(objects, key, own_key(wrapped, owner, file_id=file_id), file_id=file_id)


def opened_with(objects: Objects, key: str, file_key: bytes, *, file_id: str) -> Iterator[bytes]:
    """Open a file with its own key; see `opened_stream`."""
    return opened_chunks(file_key, objects.open(key), _content(file_id))


def wrapped_for(taker: Taker, file_key: bytes, *, file_id: str) -> bytes:
    """Wrap the key of one file for whoever takes the file, which stays where and as it is."""
    place = f"{taker.subject}/file:{file_id}"
    if isinstance(taker, Recipient):
        return letters.seal_to(taker.public_key, file_key, About(place, envelope.WRAPPING))
    return envelope.wrap(taker.data_key, file_key, place)


def own_key(wrapped: bytes, owner: Owner, *, file_id: str) -> bytes:
    """Give the key of one file to whoever holds the owner's data key.

    Raises:
        WrongKey, Tampered: it is not as it was wrapped, or for somebody else.

    """
    place = f"{owner.subject}/file:{file_id}"
    if letters.is_letter(wrapped):
        return letters.open_letter(owner.data_key, wrapped, About(place, envelope.WRAPPING))
    return envelope.unwrap(owner.data_key, wrapped, place)


def _content(file_id: str) -> About:
    return About(f"file:{file_id}", "content")
