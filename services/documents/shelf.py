"""The documents that were issued for a dossier, and those still on their way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import IssuedDocument
from services.dossiers.models import HistoryEntry
from services.outbox.effects import ISSUE_DOCUMENT
from services.outbox.models import OutboxMessage


@dataclass(frozen=True)
class Promised:
    """A document that is being made."""

    kind: str
    history_id: int


def issued(session: Session, dossier_id: int) -> Sequence[IssuedDocument]:
    return session.scalars(
        select(IssuedDocument)
        .where(IssuedDocument.dossier_id == dossier_id)
        .order_by(IssuedDocument.history_id, IssuedDocument.id)
    ).all()


def promised(session: Session, dossier_id: int) -> list[Promised]:
    rows = session.execute(
        select(OutboxMessage.argument, OutboxMessage.history_id)
        .join(HistoryEntry, HistoryEntry.id == OutboxMessage.history_id)
        .where(
            HistoryEntry.dossier_id == dossier_id,
            OutboxMessage.done_at.is_(None),
            OutboxMessage.effect == ISSUE_DOCUMENT,
        )
        .order_by(OutboxMessage.id)
    )
    return [Promised(kind, history_id) for kind, history_id in rows]
