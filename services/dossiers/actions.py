"""The one door through which a dossier changes: state, history and promises move together."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from forms.procedure import Procedure
from forms.workflow import Action, Workflow
from services.deadlines import calendar, clock
from services.dossiers import inputs as given_inputs
from services.dossiers import numbers, parting
from services.dossiers.history import Actor, Event, Role, enter
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.refusals import ActionNotAllowed, ActionOutdated
from services.identity import purposes, store
from services.policy import check, table

RECEIVE = "receive"
WRITTEN = frozenset({"text", "line", "items"})
# Documents of the desk are numbered in one register a year: Số …/HDHS.
REGISTER = "HDHS"


@dataclass(frozen=True)
class Request:
    """What somebody asks to do, and which revision of the dossier they saw when they asked."""

    action: str
    actor: Actor
    seen_revision: int
    inputs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A dossier with the procedure and the workflow that it was begun under."""

    dossier: Dossier
    procedure: Procedure
    workflow: Workflow

    def allowed(self, role: Role) -> tuple[Action, ...]:
        return self.workflow.allowed(self.dossier.state, role)


def act(session: Session, case: Case, request: Request, *, now: datetime) -> HistoryEntry:
    """Do one thing to a dossier.

    A change by somebody else between the reading of the dossier and the commit fails at the
    commit (`StaleDataError`), so the second of two simultaneous decisions is never kept.

    Raises:
        NotPermitted: the policy does not let this officer handle the dossier.
        ActionOutdated: the dossier changed after the actor saw it.
        ActionNotAllowed: the workflow does not allow it to this actor in this state.
        InputsInvalid: something that the action needs is missing or wrong.

    """
    dossier = case.dossier
    if request.actor.kind == "officer":
        check.require(request.actor.officer, table.Action.HANDLE, dossier)
    if request.seen_revision != dossier.revision:
        raise ActionOutdated
    action = case.workflow.action(request.action)
    target = action.target(dossier.state)
    if target is None or action.role != request.actor.kind:
        raise ActionNotAllowed(action.name, dossier.state)
    lists, today = case.procedure.code_lists, now.astimezone(clock.ZONE).date()
    inputs = given_inputs.checked(action, request.inputs, lists, today=today)
    if action.documents and request.actor.kind == "officer":
        inputs["document_number"] = _register(session, case, now)
    _restart_clocks(session, case, action, target, now=now)
    told = inputs
    if request.actor.kind == "applicant" and parting.is_sealed(dossier.frozen):
        told = {key: value for key, value in inputs.items() if not _is_written(action, key)}
    event = Event(action.name, request.actor, target, told, action.documents)
    entry = enter(session, dossier, event, now=now)
    if told != inputs:
        purpose = purposes.inputs_of(entry.id)
        store.add_letter(session, dossier.id, purpose, inputs, now=now)
    return entry


def _is_written(action: Action, key: str) -> bool:
    """Tell what a protected person wrote, which is sealed, from days, choices and file ids."""
    return any(asked.key == key and asked.kind in WRITTEN for asked in action.inputs)


def _register(session: Session, case: Case, now: datetime) -> str:
    return numbers.document_number(
        session,
        agency_code=case.dossier.agency.code,
        symbol=REGISTER,
        day=now.astimezone(clock.ZONE).date(),
    )


def _restart_clocks(
    session: Session, case: Case, action: Action, target: str, *, now: datetime
) -> None:
    dossier = case.dossier
    dossier.closed_at = now if case.workflow.state(target).final else None
    if action.name == RECEIVE and dossier.received_at is None:
        dossier.received_at = now
    started = case.procedure.deadline_from(action.starts)
    if started is not None:
        due = clock.due(started, now, calendar.read(session))
        dossier.due_on, dossier.due_rule = due.day, due.rule
