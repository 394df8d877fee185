"""Go through the chain from its first entry to its last, and through the anchors beside it.

The rows come in portions from a cursor of the database, so a million entries take no more memory
than a thousand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from services.audit.anchors import Anchor, AnchorForged
from services.audit.canonical import FIRST, PARTS, seal

PORTION = 2000
MOST_FAULTS = 100
CHAINED = text(
    f"SELECT c.seq, c.hash, {PARTS} FROM audit_chain AS c"  # noqa: S608 - our own columns
    " LEFT JOIN audit_entries AS e ON e.id = c.entry_id"
    " WHERE c.seq BETWEEN :first AND :last ORDER BY c.seq"
)
BEFORE = text("SELECT hash FROM audit_chain WHERE seq = :seq")
BOUNDS = text(
    "SELECT coalesce(min(c.seq), 1), coalesce(max(c.seq), 0) FROM audit_chain AS c"
    " JOIN audit_entries AS e ON e.id = c.entry_id"
    " WHERE e.at >= CAST(coalesce(CAST(:since AS text), '-infinity') AS timestamptz)"
    " AND e.at < CAST(coalesce(CAST(:until AS text), 'infinity') AS timestamptz)"
)
LAST = text("SELECT coalesce(max(seq), 0) FROM audit_chain")
FORGOTTEN = text(
    "SELECT count(*) FROM audit_entries AS e"
    " WHERE NOT EXISTS (SELECT FROM audit_chain AS c WHERE c.entry_id = e.id)"
    " AND NOT EXISTS (SELECT FROM audit_waiting AS w WHERE w.entry_id = e.id)"
)
# One second to wait for the chainer is usual, five minutes are not.
STUCK = text(
    "SELECT count(*) FROM audit_waiting AS w JOIN audit_entries AS e ON e.id = w.entry_id"
    " WHERE e.at < now() - interval '5 minutes'"
)
Anchors = Mapping[int, Anchor]


@dataclass
class Report:
    """What was found.

    faults: what somebody changed, took out or cut, at most a hundred of them
    warnings: what is no forgery but should be looked after
    """

    checked: int = 0
    last_seq: int = 0
    anchors: int = 0
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def blame(self, fault: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


def verify(
    session: Session,
    anchors: Iterator[Anchor | AnchorForged],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Report:
    """Check all, or the part of the chain that holds what was entered from `since` to `until`."""
    report = Report()
    held = _anchors(report, anchors)
    end: int = session.scalars(LAST).one()
    first, last = 1, end
    if since or until:
        days = {name: day and day.isoformat() for name, day in (("since", since), ("until", until))}
        first, last = session.execute(BOUNDS, days).one()
    _walk(session, report, held, first=first, last=last)
    if last == end:
        _look_past_the_end(report, held, end)
        _look_beside(session, report)
    return report


def _anchors(report: Report, given: Iterator[Anchor | AnchorForged]) -> dict[int, Anchor]:
    """Sort the anchors by place, and see that each names the one before it."""
    held: dict[int, Anchor] = {}
    before = ""
    for one in given:
        if isinstance(one, AnchorForged):
            report.blame(f"anchor {one}: not signed with this installation's key")
            continue
        if one.previous != before:
            report.blame(f"anchor {one.previous or '(the first)'}: gone, {one.name} follows it")
        before = one.name
        held[one.last_seq] = one
        report.anchors += 1
    return held


def _walk(session: Session, report: Report, held: Anchors, *, first: int, last: int) -> None:
    before = FIRST if first == 1 else session.scalars(BEFORE, {"seq": first - 1}).one_or_none()
    due = first
    options = {"yield_per": PORTION}
    rows = session.execute(CHAINED, {"first": first, "last": last}, execution_options=options)
    for row in rows:
        if row.seq != due:
            report.blame(f"entries {due} to {row.seq - 1}: taken out of the chain")
            before = None
        _look_at(report, row, before)
        _compare(report, row.seq, row.hash, held)
        before, due = row.hash, row.seq + 1
        report.checked += 1
        report.last_seq = row.seq


def _look_at(report: Report, row: Row[*tuple[Any, ...]], before: bytes | None) -> None:
    if row[2] is None:
        report.blame(f"entry {row.seq}: deleted")
    # After a gap the hash before is unknown; that there is one is told already.
    elif before is not None and seal(row.seq, before, row[2:]) != row.hash:
        report.blame(f"entry {row.seq} (id {row[2]}): changed")


def _compare(report: Report, seq: int, kept: bytes, held: Anchors) -> None:
    anchor = held.get(seq)
    if anchor and anchor.hash != kept.hex():
        report.blame(f"entry {seq}: not the one that anchor {anchor.name} saw")


def _look_past_the_end(report: Report, held: Anchors, end: int) -> None:
    lost = [anchor for seq, anchor in held.items() if seq > end]
    if lost:
        longest = max(lost, key=lambda anchor: anchor.last_seq)
        report.blame(
            f"entries {end + 1} to {longest.last_seq}: cut off the end, anchor {longest.name}"
        )


def _look_beside(session: Session, report: Report) -> None:
    forgotten = session.scalars(FORGOTTEN).one()
    if forgotten:
        report.blame(f"{forgotten} entries: kept out of the chain")
    stuck = session.scalars(STUCK).one()
    if stuck:
        report.warnings.append(f"{stuck} entries wait for the chain; is the relay running?")
