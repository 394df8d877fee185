"""Note what happens in custody: always in the same transaction as the thing itself."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.custody.models import CustodyEvent


class Happening(StrEnum):
    """What can happen."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    MADE = "made"
    UNLOCKED = "unlocked"
    SEALED = "sealed"
    REHEARSED = "rehearsed"
    REFUSED = "refused"
    OPENED = "opened"
    ROTATING = "rotating"
    RETIRED = "retired"
    RECOVERED = "recovered"


def note(session: Session, kind: Happening, *, now: datetime, **facts: Any) -> None:
    """Add a row; facts that are no column go into its detail."""
    columns = {name: facts.pop(name) for name in list(facts) if name in COLUMNS}
    session.add(CustodyEvent(at=now, kind=kind, detail=facts, **columns))


def last(session: Session, key_id: int, kind: Happening) -> CustodyEvent | None:
    return session.scalar(
        select(CustodyEvent)
        .where(CustodyEvent.key_id == key_id, CustodyEvent.kind == kind)
        .order_by(CustodyEvent.id.desc())
        .limit(1)
    )


def latest(session: Session, key_ids: Sequence[int], count: int) -> Sequence[CustodyEvent]:
    return session.scalars(
        select(CustodyEvent)
        .where(CustodyEvent.key_id.in_(key_ids))
        .order_by(CustodyEvent.id.desc())
        .limit(count)
    ).all()


COLUMNS = frozenset({"agency_id", "key_id", "officer_id", "dossier_id", "request_id"})
