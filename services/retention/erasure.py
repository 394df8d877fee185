"""The second phase: everything that is kept of a dossier goes, down to its objects.

Objects go first and rows last, in one transaction: whoever is interrupted finds the dossier still
marked, and the next run deletes what is left. What is gone already is no error.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import SERVICE_ITSELF, Note
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier, HistoryEntry
from services.drafts.models import Draft
from services.files.models import StoredFile
from services.messages.models import Message
from services.outbox.models import OutboxMessage
from services.redaction import models as redactions
from services.retention import holds
from services.retention.models import Deletion
from storage.base import Base
from storage.objects import Objects

ERASED = "retention.delete"
Gone = tuple[type[Base], ColumnElement[bool]]


class NotYet(Exception):
    """The dossier is held back, or work on it is under way: it stays for another run."""


def erase(
    session: Session, objects: Objects, deletion_id: int, *, now: datetime
) -> Deletion | None:
    """Delete a marked dossier for good; none if it was brought back or is gone already.

    Raises:
        NotYet: a hold was placed, its days are not over, or a paper is being made.
        ObjectsUnavailable: the object store failed; nothing is lost by trying again.

    """
    deletion = session.get(Deletion, deletion_id, with_for_update=True)
    if deletion is None or deletion.restored_at or deletion.deleted_at:
        return None
    dossier_id = deletion.dossier_id
    session.execute(select(Dossier.id).where(Dossier.id == dossier_id).with_for_update())
    if deletion.delete_after > now or holds.current(session, dossier_id):
        raise NotYet(deletion.number)
    if _under_way(session, dossier_id):
        raise NotYet(deletion.number)
    removed = {"objects": _remove_objects(session, objects, dossier_id)}
    for model, which in _rows(dossier_id):
        gone = session.execute(delete(model).where(which), execution_options=PLAINLY)
        removed[str(model.__tablename__)] = gone.rowcount  # type: ignore[attr-defined]
    deletion.removed, deletion.deleted_at = removed, now
    what = ("dossier", deletion.number)
    note = Note(ERASED, SERVICE_ITSELF, what, deletion.agency_id, facts=removed)
    trail.enter(session, note, now=now)
    return deletion


PLAINLY = {"synchronize_session": False}


def _rows(dossier_id: int) -> Iterator[Gone]:
    """List the rows of a dossier, what refers to others first.

    Tables that are not named here refer to dossiers with ON DELETE and follow by themselves.
    """
    entries = select(HistoryEntry.id).where(HistoryEntry.dossier_id == dossier_id)
    drafts = select(Draft.id).where(Draft.dossier_id == dossier_id)
    yield OutboxMessage, OutboxMessage.history_id.in_(entries)
    yield IssuedDocument, IssuedDocument.dossier_id == dossier_id
    yield (
        StoredFile,
        or_(StoredFile.dossier_id == dossier_id, StoredFile.draft_id.in_(drafts)),
    )
    yield Message, Message.dossier_id == dossier_id
    yield Draft, Draft.dossier_id == dossier_id
    yield HistoryEntry, HistoryEntry.dossier_id == dossier_id
    yield Dossier, Dossier.id == dossier_id


def _under_way(session: Session, dossier_id: int) -> int:
    """Count the papers that are promised and not made yet."""
    entries = select(HistoryEntry.id).where(HistoryEntry.dossier_id == dossier_id)
    promised = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.history_id.in_(entries), OutboxMessage.done_at.is_(None)
    )
    return session.scalar(promised) or 0


def _remove_objects(session: Session, objects: Objects, dossier_id: int) -> int:
    drafts = select(Draft.id).where(Draft.dossier_id == dossier_id)
    whose = or_(StoredFile.dossier_id == dossier_id, StoredFile.draft_id.in_(drafts))
    keys = [stored.object_key for stored in session.scalars(select(StoredFile).where(whose))]
    # Also what a job wrote before it was interrupted, of which no row tells.
    for prefix in (f"documents/{dossier_id}/", redactions.prefix(dossier_id)):
        keys += objects.keys(prefix)
    for key in keys:
        objects.delete(key)
    return len(keys)
