"""Sealed files: kept so that neither the row nor the object tells what they are called or hold."""

import hmac
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from services.files.models import Facts, StoredFile
from services.identity import envelope
from services.identity import files as sealed_files
from services.identity.about import About
from services.identity.files import Owner, Recipient, Taker
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
    stored.facts = Facts(stored.name, stored.sha256)
    stored.name = f"{NAME}{_extension(stored.name)}"
    # A plain hash would confirm a guess to whoever has the same file.
    stored.sha256 = hmac.digest(_blinding(owner), stored.sha256, "sha256")
    stored.key_wrap = sealed_files.sealed_upload(
        objects, stored.object_key, stream, owner, file_id=str(stored.id)
    )
    _seal_facts(stored, stored.facts, owner)


def reveal(files: Iterable[StoredFile], owner: Owner | None) -> None:
    """Show names and hashes to whoever holds the data key, for as long as the rows are at hand.

    Raises:
        WrongKey, Tampered: one is not as it was sealed.

    """
    for stored in files:
        if owner is not None and stored.sealed_facts is not None:
            about = _about(stored, owner)
            name, sha256 = json.loads(sealed_files.opened_by(owner, stored.sealed_facts, about))
            stored.facts = Facts(name, bytes.fromhex(sha256))


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
    for stored in files:
        stored.key_wrap = sealed_files.handed_over(
            _wrap_of(stored), giver, taker, file_id=str(stored.id)
        )
        if stored.facts is None:
            reveal((stored,), giver)
        if stored.facts:
            _seal_facts(stored, stored.facts, taker)


def unveil(files: Iterable[StoredFile], giver: Owner) -> None:
    """Open files for good, of a filing in which nobody turned out to need protection."""
    for stored in files:
        if stored.key_wrap is not None:
            reveal((stored,), giver)
            stored.name, stored.sha256 = stored.shown_name, stored.shown_sha256
            stored.open_key = sealed_files.own_key(stored.key_wrap, giver, file_id=str(stored.id))
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


def _wrap_of(stored: StoredFile) -> bytes:
    if stored.key_wrap is None:
        raise FilesNotSealed(frozenset((str(stored.id),)))
    return stored.key_wrap


def _seal_facts(stored: StoredFile, facts: Facts, owner: Taker) -> None:
    told = json.dumps([facts.name, facts.sha256.hex()], ensure_ascii=False).encode()
    stored.sealed_facts = sealed_files.sealed_for(owner, told, _about(stored, owner))


def _blinding(owner: Taker) -> bytes:
    """Give the key of a hash that nobody can compare; of a recipient's file nobody needs it."""
    return envelope.new_key() if isinstance(owner, Recipient) else owner.data_key


def _about(stored: StoredFile, owner: Taker) -> About:
    return About(owner.subject, f"facts:{stored.id}")


def _extension(name: str) -> str:
    dot, ending = name.rpartition(".")[1:]
    return f".{ending.lower()}" if dot and EXTENSION.fullmatch(ending) else ""
