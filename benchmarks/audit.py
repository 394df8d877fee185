"""What the audit and the policy cost, each beside its bare equivalent; and a million verified.

Run: python -m benchmarks.audit [entries]
"""

import resource
import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from sqlalchemy import create_engine, text

from benchmarks.stage import Stage, stage
from services.audit import trail
from services.audit.chain import BATCH, extend
from services.audit.trail import Note, Who
from services.audit.verify import verify
from services.policy.check import allowed
from services.policy.table import Action

ENTRIES = 1_000_000
ROUNDS = 400
CHECKS = 100_000
MICRO = 1_000_000
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
NOTE = Note("dossier.read", Who("officer", 1, 1), ("dossier", "XA.05443-261120-0001"))
FILL = """
INSERT INTO audit_entries (at, actor_kind, actor_id, agency_id, action, object_kind, object_id,
    outcome, request_id, facts)
SELECT timestamptz '2026-01-01' + n * interval '20 seconds', 'officer', n % 50, n % 4,
    'dossier.read', 'dossier', 'XA.05443-261120-' || n, 'done', md5(n::text),
    jsonb_build_object('from', 'submitted', 'to', 'received')
FROM generate_series(1, :count) AS n
"""
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Person:
    id: int
    agency_id: int
    roles: tuple[str, ...]
    level: str


@dataclass(frozen=True)
class Matter:
    agency_id: int
    assigned_to_id: int | None


def rows(place: Stage, entries: int = ENTRIES) -> list[Row]:
    """Return (what, figure, what it compares to) for the table."""
    return [*_policy(), *_entering(place), *_chaining(place, entries)]


def _policy() -> list[Row]:
    person, matter = Person(1, 1, ("clerk", "verifier", "receiver"), "commune"), Matter(1, None)
    bare = {("receiver", "dossier.read"): True}
    key = ("receiver", "dossier.read")
    ours = _each(lambda: allowed(person, Action.READ, matter))
    theirs = _each(lambda: bare[key])
    return [("policy: one check, three roles", f"{ours:8.2f} µs", f"bare dict {theirs:.2f} µs")]


def _each(work: Callable[[], object]) -> float:
    return MICRO * min(timeit.repeat(work, number=CHECKS, repeat=5)) / CHECKS


def _entering(place: Stage) -> list[Row]:
    """Measure the entry inside a transaction that does something else too, as an action does."""
    with_it, without = [], []
    for _ in range(ROUNDS):
        with place.resources.database.transaction() as session:
            session.execute(text("SELECT 1"))
            began = time.perf_counter()
            trail.enter(session, NOTE, now=NOW)
            with_it.append(time.perf_counter() - began)
            began = time.perf_counter()
            session.execute(text("SELECT 1"))
            without.append(time.perf_counter() - began)
    ours, bare = (MICRO * median(times) for times in (with_it, without))
    return [("audit: an entry in its action", f"{ours:8.0f} µs", f"SELECT 1 {bare:.0f} µs")]


def _chaining(place: Stage, entries: int) -> list[Row]:
    database = place.resources.database
    owner = create_engine(place.resources.settings.owner_url)
    with owner.begin() as connection:
        connection.execute(text(FILL), {"count": entries})
    owner.dispose()
    began = time.perf_counter()
    while extend(database) == BATCH:
        pass
    chained = time.perf_counter() - began
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    with database.transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = 0"))
        report = verify(session, iter(()))
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert not report.faults, report.faults
    return [
        ("audit: chaining", f"{report.checked / chained:8.0f} entries/s", ""),
        (f"audit: verifying {report.checked}", f"{took:8.1f} s", f"{grown:.0f} MB more memory"),
    ]


if __name__ == "__main__":
    with stage() as opened:
        for what, figure, other in rows(opened, *(int(given) for given in sys.argv[1:])):
            print(f"{what:38} {figure:24} {other}")
