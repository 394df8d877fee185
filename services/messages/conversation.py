"""Read a conversation: each side its own way, with marks for what is new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from services.files import seals
from services.files.models import StoredFile
from services.identity.files import Owner
from services.messages import places
from services.messages.models import Message, Side

RECENT = 100


@dataclass(frozen=True)
class Said:
    """One message for a reader; text: none where it is sealed and was not opened."""

    message: Message
    text: str | None
    files: tuple[StoredFile, ...]

    @property
    def is_new(self) -> bool:
        return self.message.read_at is None


@dataclass(frozen=True)
class Opened:
    """What opens sealed messages: the values by purpose, and the key of the files."""

    values: Mapping[str, Any]
    owner: Owner


def of(
    session: Session, dossier_id: int, opened: Opened | None = None, *, most: int | None = None
) -> list[Said]:
    """List the messages, the newest last; with `most` only so many of the newest.

    Raises:
        WrongKey, Tampered: a file is not as it was sealed.

    """
    asked = select(Message).where(Message.dossier_id == dossier_id)
    newest = asked.options(joinedload(Message.officer)).order_by(Message.id.desc()).limit(most)
    messages = list(reversed(session.scalars(newest).all()))
    files = _files(session, messages, opened)
    return [Said(one, _text(one, opened), tuple(files[one.id])) for one in messages]


def files_of(session: Session, message_id: int) -> Sequence[StoredFile]:
    return session.scalars(select(StoredFile).where(StoredFile.message_id == message_id)).all()


def count(session: Session, dossier_id: int) -> int:
    counted = select(func.count()).select_from(Message).where(Message.dossier_id == dossier_id)
    return session.scalar(counted) or 0


def purposes(session: Session, dossier_id: int) -> frozenset[str]:
    """Name the sealed values in which messages of a dossier lie."""
    known = select(Message.id).where(Message.dossier_id == dossier_id, Message.sealed)
    return frozenset(places.purpose_of(message_id) for message_id in session.scalars(known))


def unread(session: Session, dossier_ids: Iterable[int], reader: Side) -> dict[int, int]:
    """Count by dossier what a side has not read."""
    counted = (
        select(Message.dossier_id, func.count())
        .where(
            Message.dossier_id.in_(list(dossier_ids)),
            Message.author == reader.other.value,
            Message.read_at.is_(None),
        )
        .group_by(Message.dossier_id)
    )
    return dict(session.execute(counted).all())


def mark_read(session: Session, said: Sequence[Said], reader: Side, *, now: datetime) -> int:
    """Note that a side has read these; give how many of them were new to it."""
    new = [one.message.id for one in said if one.message.author == reader.other and one.is_new]
    if new:
        # What is at hand keeps its marks, so that the page can show what is new.
        session.execute(
            update(Message).where(Message.id.in_(new)).values(read_at=now),
            execution_options={"synchronize_session": False},
        )
    return len(new)


def _files(
    session: Session, messages: Sequence[Message], opened: Opened | None
) -> defaultdict[int, list[StoredFile]]:
    wanted = StoredFile.message_id.in_([one.id for one in messages])
    found = session.scalars(select(StoredFile).where(wanted).order_by(StoredFile.uploaded_at)).all()
    seals.reveal(found, opened.owner if opened else None)
    files: defaultdict[int, list[StoredFile]] = defaultdict(list)
    for stored in found:
        if stored.message_id is not None:
            files[stored.message_id].append(stored)
    return files


def _text(message: Message, opened: Opened | None) -> str | None:
    if not message.sealed:
        return message.text
    value = opened.values.get(places.purpose_of(message.id)) if opened else None
    return value if isinstance(value, str) else None
