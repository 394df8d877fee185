"""Enter what was done, tried or read into the audit."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from services.audit.models import INSTALLATION, AuditEntry
from storage.database import Database
from storage.scope import SERVICE

ENTERED = insert(AuditEntry).inline()
LONGEST = 200
# The request that is being answered; empty in the worker and on the command line.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True)
class Who:
    """Who acted: an officer by id, a person by nothing but being one, or the service itself."""

    kind: str
    id: int | None = None
    agency_id: int = INSTALLATION


SERVICE_ITSELF = Who("service")
APPLICANT = Who("applicant")


@dataclass(frozen=True)
class Note:
    """What is entered.

    what: kind and id of the object, such as ``("dossier", "XA.05443-261120-0001")``
    facts: small and about the matter, never a name or what somebody wrote
    """

    action: str
    who: Who
    what: tuple[str, str] = ("", "")
    agency_id: int | None = None
    outcome: Outcome = Outcome.DONE
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def enter(session: Session, note: Note, *, now: datetime) -> None:
    """Enter it in the action's own transaction: both are kept, or neither is."""
    # Past the session, which has nothing to add here and takes most of the time.
    session.connection().execute(ENTERED, _row(note, now))


def enter_apart(database: Database, note: Note, *, now: datetime) -> None:
    """Enter what has to stay even when the transaction it happened in is rolled back."""
    with database.transaction(SERVICE) as session:
        enter(session, note, now=now)


def _row(note: Note, now: datetime) -> dict[str, Any]:
    kind, name = note.what
    return {
        "at": now,
        "actor_kind": note.who.kind,
        "actor_id": note.who.id,
        "agency_id": note.who.agency_id if note.agency_id is None else note.agency_id,
        "action": note.action,
        "object_kind": kind,
        "object_id": name[:LONGEST],
        "outcome": note.outcome.value,
        "reason": note.reason[:LONGEST],
        "request_id": request_id.get(),
        "facts": note.facts,
    }
