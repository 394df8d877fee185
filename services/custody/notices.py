"""What holders are told: whose identity was opened by whom, and what they have not seen yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.custody.events import Happening
from services.custody.models import CustodyEvent, CustodyKey, CustodyShare, SeenNotice

SHOWN = 30
MOST_COUNTED = 99


@dataclass(frozen=True)
class Notices:
    """The newest openings, and up to which one the holder has seen them.

    unread: how many are not seen, counted up to a limit
    """

    openings: Sequence[CustodyEvent]
    seen: int
    unread: int

    @property
    def newest(self) -> int:
        return self.openings[0].id if self.openings else 0


def of_holder(session: Session, holder_id: int) -> Notices | None:
    """Gather what concerns the keys of a holder; none for whoever holds no share."""
    told = _told(session, holder_id)
    if told is None:
        return None
    openings = session.scalars(
        select(CustodyEvent).where(told).order_by(CustodyEvent.id.desc()).limit(SHOWN)
    ).all()
    seen = _seen(session, holder_id)
    return Notices(openings, seen, _count(session, told, seen))


def unread(session: Session, holder_id: int) -> int:
    """Count the openings that a holder has not seen, up to a limit."""
    told = _told(session, holder_id)
    return 0 if told is None else _count(session, told, _seen(session, holder_id))


def mark_seen(session: Session, holder_id: int, event_id: int) -> None:
    """Note up to which opening a holder has seen them; nothing is seen before it happens."""
    told = _told(session, holder_id)
    if told is None:
        return
    last = session.scalar(select(func.max(CustodyEvent.id)).where(told)) or 0
    given = insert(SeenNotice).values(holder_id=holder_id, event_id=min(event_id, last))
    further = func.greatest(SeenNotice.event_id, given.excluded.event_id)
    session.execute(
        given.on_conflict_do_update(index_elements=["holder_id"], set_={"event_id": further})
    )


def _told(session: Session, holder_id: int) -> ColumnElement[bool] | None:
    """Name the events of the keys that somebody holds, and of those that went over to them."""
    held = select(CustodyKey.agency_id, func.min(CustodyKey.made_at)).join(CustodyShare)
    mine = held.where(CustodyShare.holder_id == holder_id).group_by(CustodyKey.agency_id)
    found = session.execute(mine).first()
    if found is None:
        return None
    agency_id, since = found
    keys = select(CustodyKey.id).where(CustodyKey.agency_id == agency_id)
    opened = CustodyEvent.kind == Happening.OPENED
    return opened & CustodyEvent.key_id.in_(keys) & (CustodyEvent.at >= since)


def _seen(session: Session, holder_id: int) -> int:
    found = session.get(SeenNotice, holder_id)
    return found.event_id if found else 0


def _count(session: Session, told: ColumnElement[bool], seen: int) -> int:
    some = select(CustodyEvent.id).where(told, CustodyEvent.id > seen).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0
