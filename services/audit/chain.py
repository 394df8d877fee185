"""Give waiting entries their places in the chain, one process at a time."""

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from services.audit.canonical import FIRST, PARTS, seal
from services.audit.models import AuditLink
from storage.database import Database
from storage.scope import SERVICE

BATCH = 2000
# Any constant will do: it only has to be the same in every process that chains.
CHAIN_LOCK = 7_236_002
LAST = select(AuditLink.seq, AuditLink.hash).order_by(AuditLink.seq.desc()).limit(1)
TAKEN = text(
    "DELETE FROM audit_waiting WHERE entry_id IN"
    " (SELECT entry_id FROM audit_waiting ORDER BY entry_id LIMIT :most) RETURNING entry_id"
)
ENTRIES = text(
    f"SELECT {PARTS} FROM audit_entries AS e WHERE e.id = ANY(:ids) ORDER BY e.id"  # noqa: S608 - our own columns
)


def extend(database: Database, *, most: int = BATCH) -> int:
    """Chain a batch in one transaction and tell how many entries it held.

    A process that dies in between has changed nothing; a second one at work finds the lock taken
    and leaves the batch to the first.
    """
    with database.transaction(SERVICE) as session:
        if not session.scalar(select(func.pg_try_advisory_xact_lock(CHAIN_LOCK))):
            return 0
        ids = list(session.scalars(TAKEN, {"most": most}))
        if ids:
            session.execute(insert(AuditLink), _links(session, ids))
        return len(ids)


def _links(session: Session, ids: list[int]) -> list[dict[str, object]]:
    last = session.execute(LAST).one_or_none()
    seq, before = (last.seq, last.hash) if last else (0, FIRST)
    links: list[dict[str, object]] = []
    for parts in session.execute(ENTRIES, {"ids": ids}):
        seq += 1
        before = seal(seq, before, parts)
        links.append({"seq": seq, "entry_id": parts[0], "hash": before})
    return links
