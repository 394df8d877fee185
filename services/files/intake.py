"""Take a file: measure it, recognise it, hash it, stream it to the object store, note it."""

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.files import kinds, seals
from services.files.models import Purpose, StoredFile
from services.identity.files import Taker
from storage.objects import Objects

BLOCK = 1024 * 1024
LONGEST_NAME = 120


class Refusal(StrEnum):
    """Why a file is not taken; `services.web` says it in the reader's language."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNKNOWN_KIND = "unknown_kind"


class FileRefused(Exception):
    """The file cannot be taken."""

    def __init__(self, name: str, reason: Refusal) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class Incoming:
    """A file as it arrives: a seekable stream, spooled to disk when it is large."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Rules:
    """What may be taken at this place."""

    most_bytes: int
    most_files: int
    taken: tuple[kinds.FileKind, ...] = kinds.TAKEN


@dataclass(frozen=True)
class Owner:
    """Whose file it is; an upload of the JSON API has no owner until a dossier claims it.

    seal: for whom it is sealed on its way into the store; it lies open without one
    """

    draft_id: UUID | None = None
    dossier_id: int | None = None
    seal: Taker | None = None


class Intake:
    """Takes files into one object store under one set of rules."""

    def __init__(self, objects: Objects, rules: Rules) -> None:
        self._objects = objects
        self._rules = rules

    def take(
        self, session: Session, incoming: Incoming, *, owner: Owner, purpose: Purpose, now: datetime
    ) -> StoredFile:
        """Keep one file.

        The object is written before the row commits: a failure in between leaves an object
        without a row, which nobody can reach and the sweep removes.

        Raises:
            FileRefused: it is empty, too large, one too many, or not what may be taken.
            ObjectsUnavailable: the object store failed; the same file may be sent again.

        """
        name = clean_name(incoming.name)
        size = _size(incoming.stream)
        self._check_size(name, size)
        self._check_count(session, name, owner, purpose)
        kind = kinds.recognise(incoming.stream, self._rules.taken)
        if kind is None:
            raise FileRefused(name, Refusal.UNKNOWN_KIND)
        stored = StoredFile(
            id=uuid4(),
            draft_id=owner.draft_id,
            dossier_id=owner.dossier_id,
            purpose=purpose,
            name=name,
            content_type=kind.content_type,
            size=size,
            sha256=_sha256(incoming.stream),
            uploaded_at=now,
        )
        if owner.seal is not None:
            seals.put(self._objects, stored, incoming.stream, owner.seal)
        else:
            key, content_type = stored.object_key, kind.content_type
            self._objects.put_stream(key, incoming.stream, content_type=content_type)
        session.add(stored)
        return stored

    def _check_size(self, name: str, size: int) -> None:
        if size == 0:
            raise FileRefused(name, Refusal.EMPTY)
        if size > self._rules.most_bytes:
            raise FileRefused(name, Refusal.TOO_LARGE)

    def _check_count(self, session: Session, name: str, owner: Owner, purpose: Purpose) -> None:
        if owner.draft_id is None and owner.dossier_id is None:
            return
        session.flush()
        kept = session.scalar(
            select(func.count())
            .select_from(StoredFile)
            .where(
                StoredFile.draft_id == owner.draft_id,
                StoredFile.dossier_id == owner.dossier_id,
                StoredFile.purpose == purpose,
            )
        )
        if (kept or 0) >= self._rules.most_files:
            raise FileRefused(name, Refusal.TOO_MANY)


def clean_name(name: str) -> str:
    """Keep the name a person knows: no path, no control characters, NFC, not too long."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if not dot:
        return kept[:LONGEST_NAME] or "tep"
    room = LONGEST_NAME - len(extension) - 1
    return f"{stem[:room]}.{extension}" if room > 0 else kept[:LONGEST_NAME]


def _size(stream: BinaryIO) -> int:
    stream.seek(0, os.SEEK_END)
    size = stream.tell()
    stream.seek(0)
    return size


def _sha256(stream: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(BLOCK):
        digest.update(block)
    stream.seek(0)
    return digest.digest()
