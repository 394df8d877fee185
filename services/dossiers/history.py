"""What happens to a dossier: noted once, together with the documents that it calls for."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import Note, Who
from services.dossiers.models import Dossier, HistoryEntry
from services.outbox import promises
from services.outbox.effects import ISSUE_DOCUMENT
from services.policy.check import Subject

Role = Literal["applicant", "officer"]


@dataclass(frozen=True)
class Actor:
    """Who acts. An officer's name and id are noted; an applicant acts under the own name.

    officer: whom the policy is asked about; without one, an officer's action is denied
    """

    kind: Role
    name: str
    officer: Subject | None = None

    @property
    def officer_id(self) -> int | None:
        return self.officer.id if self.officer else None


@dataclass(frozen=True)
class Event:
    """One thing that happens: the action, its actor, where it leads, and what it calls for."""

    action: str
    actor: Actor
    target: str
    inputs: dict[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


def enter(session: Session, dossier: Dossier, event: Event, *, now: datetime) -> HistoryEntry:
    """Move the dossier, note the event and promise its documents."""
    entry = HistoryEntry(
        dossier=dossier,
        at=now,
        action=event.action,
        from_state=dossier.state,
        to_state=event.target,
        actor_kind=event.actor.kind,
        actor_name=event.actor.name,
        officer_id=event.actor.officer_id,
        inputs=event.inputs,
    )
    dossier.state = event.target
    dossier.changed_at = now
    session.add(entry)
    session.flush()
    trail.enter(session, _noted(dossier, entry), now=now)
    documents = tuple(dict.fromkeys(event.documents))
    promises.promise(session, ISSUE_DOCUMENT, history_id=entry.id, arguments=documents, now=now)
    return entry


def _noted(dossier: Dossier, entry: HistoryEntry) -> Note:
    """Tell the audit what happened, without a name and without what was written."""
    return Note(
        f"dossier.{entry.action}",
        Who(entry.actor_kind, entry.officer_id),
        ("dossier", dossier.number),
        dossier.agency_id,
        facts={"from": entry.from_state, "to": entry.to_state},
    )
