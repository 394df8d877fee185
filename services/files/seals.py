"""Sealed files: kept so that neither the row nor the object tells what they are called or hold."""

import hmac
import re
from collections.abc import Iterable, Iterator, Sequence

import orjson

from services.files.models import Facts, StoredFile
from services.identity import envelope
from services.identity import files as sealed_files
from services.identity.about import About
from services.identity.files import Owner, Taker
from services.identity.streams import Readable
from storage.objects import Objects

NAME = "tep"
EXTENSION = re.compile("[A-Za-z0-9]{1,5}")


class FilesNotSealed(Exception):
    """A file of a sealed filing was uploaded in the open."""

    def __init__(self, ids: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(ids)))
        self.ids = ids


def put(objects: Objects, stored: StoredFile, stream: Readable, owner: Taker) -> None:
    """Keep a file sealed; from here on its row tells its kind, its size and nothing more."""
    file_id = str(stored.id)
    key = sealed_files.sealed_upload(objects, stored.object_key, stream, file_id=file_id)
    stored.key_wrap = sealed_files.wrapped_for(owner, key, file_id=file_id)
    stored.facts = Facts(stored.name, stored.sha256, key)
    told = orjson.dumps([stored.name, stored.sha256.hex()])
    stored.sealed_facts = envelope.seal(key, told, _about(stored))
    stored.name = f"{NAME}{_extension(stored.name)}"
    # A plain hash would confirm a guess to whoever has the same file.
    stored.sha256 = hmac.digest(key, stored.sha256, "sha256")


def reveal(files: Iterable[StoredFile], owner: Owner | None) -> None:
    """Show names and hashes to whoever holds the data key, for as long as the rows are at hand.

    Raises:
        WrongKey, Tampered: one is not as it was sealed.

    """
    for stored in files:
        if owner is not None and stored.key_wrap and stored.sealed_facts:
            stored.facts = _opened(stored.key_wrap, stored.sealed_facts, stored, owner)


def content(objects: Objects, stored: StoredFile, owner: Owner | None) -> Iterator[bytes]:
    """Give a file in clear, piece by piece.

    Raises:
        WrongKey, Tampered: it is not as it was sealed; also while it is being read.
        ObjectMissing: the store has no such object.

    """
    if stored.open_key is not None:
        return sealed_files.opened_with(
            objects, stored.object_key, stored.open_key, file_id=str(stored.id)
        )
    if stored.key_wrap is None:
        return objects.open(stored.object_key)
    if owner is None:
        raise FilesClosed(str(stored.id))
    return sealed_files.opened_stream(
        objects, stored.object_key, stored.key_wrap, owner, file_id=str(stored.id)
    )


def hand_over(files: Iterable[StoredFile], giver: Owner, taker: Owner) -> None:
    """Give files with their names to another owner; what lies in the store stays as it is."""
    for stored, facts in _revealed(files, giver):
        stored.key_wrap = sealed_files.wrapped_for(taker, facts.key, file_id=str(stored.id))


def unveil(files: Iterable[StoredFile], giver: Owner) -> None:
    """Open files for good, of a filing in which nobody turned out to need protection."""
    for stored, facts in _revealed(files, giver):
        stored.name, stored.sha256, stored.open_key = facts.name, facts.sha256, facts.key
        stored.key_wrap = stored.sealed_facts = stored.facts = None


def require(files: Sequence[StoredFile]) -> None:
    """See that each was sealed on its way in.

    Raises:
        FilesNotSealed: what lay open once cannot be made secret again.

    """
    missing = frozenset(str(stored.id) for stored in files if not stored.is_sealed)
    if missing:
        raise FilesNotSealed(missing)


class FilesClosed(Exception):
    """The file is sealed, and whoever asks does not hold its key."""


def _revealed(files: Iterable[StoredFile], giver: Owner) -> Iterator[tuple[StoredFile, Facts]]:
    """Give the sealed ones among files, each with what its giver knows of it."""
    for stored in files:
        if stored.facts is None:
            reveal((stored,), giver)
        if stored.facts is not None:
            yield stored, stored.facts


def _opened(wrapped: bytes, sealed: bytes, stored: StoredFile, owner: Owner) -> Facts:
    key = sealed_files.own_key(wrapped, owner, file_id=str(stored.id))
    name, sha256 = orjson.loads(envelope.unseal(key, sealed, _about(stored)))
    return Facts(name, bytes.fromhex(sha256), key)


def _about(stored: StoredFile) -> About:
    """Bind the facts to the file alone: they stay as they are when it changes hands."""
    return About(f"file:{stored.id}", "facts")


def _extension(name: str) -> str:
    dot, ending = name.rpartition(".")[1:]
    return f".{ending.lower()}" if dot and EXTENSION.fullmatch(ending) else ""
