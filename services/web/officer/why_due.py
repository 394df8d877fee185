"""Why a dossier is due on its day, line by line."""

from datetime import datetime

from sqlalchemy.orm import Session

from forms.procedure import Deadline
from forms.workflow import Action, UnknownAction
from services.deadlines import calendar, clock
from services.dossiers.actions import Case


def explained(session: Session, case: Case) -> tuple[Deadline, clock.Due] | None:
    """Count the running deadline again, from the event that started it."""
    deadline = case.procedure.deadline(case.dossier.due_rule)
    if deadline is None:
        return None
    return deadline, clock.due(deadline, _began(case, deadline), calendar.read(session))


def after(
    session: Session, case: Case, action: Action, *, now: datetime
) -> tuple[Deadline, clock.Due] | None:
    """Tell what will be promised once the action is done: a new deadline, or the running one."""
    started = case.procedure.deadline_from(action.starts)
    if started is None:
        return explained(session, case)
    return started, clock.due(started, now, calendar.read(session))


def _began(case: Case, deadline: Deadline) -> datetime:
    for entry in reversed(case.dossier.history):
        try:
            action = case.workflow.action(entry.action)
        except UnknownAction:
            continue
        if case.procedure.deadline_from(action.starts) is deadline:
            return entry.at
    return case.dossier.submitted_at
