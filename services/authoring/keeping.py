"""Keep every version of a procedure under which somebody began to file."""

from datetime import datetime
from weakref import WeakSet

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from forms.procedure import Procedure
from forms.shared import digest
from services.authoring.models import UsedProcedure

# What this process has seen in the table, and so need not look up for every filing.
_seen: WeakSet[Procedure] = WeakSet()


def keep(session: Session, procedure: Procedure, *, now: datetime) -> None:
    """Keep what a version says at its first use; its file and its parts may change afterwards."""
    if procedure in _seen:
        return
    key = procedure.code, procedure.version
    if session.get(UsedProcedure, key) is not None:
        _seen.add(procedure)
        return
    first = insert(UsedProcedure).values(
        code=procedure.code,
        version=procedure.version,
        slug=procedure.slug,
        text=procedure.text,
        shared=dict(procedure.shared),
        sha256=digest(procedure),
        used_at=now,
    )
    session.execute(first.on_conflict_do_nothing())


def used_hashes(session: Session) -> dict[tuple[str, int], bytes]:
    used = UsedProcedure
    rows = session.execute(select(used.code, used.version, used.sha256))
    return {(code, version): sha256 for code, version, sha256 in rows}
