"""Carry out an approved plan, dossier by dossier; what was interrupted goes on the next time."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.audit.trail import SERVICE_ITSELF
from services.deadlines.clock import ZONE
from services.dossiers.models import Dossier
from services.resources import Resources
from services.retention import erasure, keeping, marks, plan, rules
from services.retention.erasure import NotYet
from services.retention.keeping import StillKept
from services.retention.models import Deletion, RetentionRun
from services.retention.plan import Plan
from storage.objects import ObjectsUnavailable


class PlanChanged(Exception):
    """The token names another plan than the one of this moment."""


@dataclass
class Outcome:
    """What a run did; left: what it could not do now, by number."""

    marked: int = 0
    deleted: int = 0
    left: list[str] = field(default_factory=list)


def unfinished(session: Session) -> RetentionRun | None:
    """Find the approved plan that was interrupted."""
    started = select(RetentionRun).where(RetentionRun.finished_at.is_(None))
    return session.scalar(started.order_by(RetentionRun.id).limit(1))


def approve(session: Session, drawn: Plan, token: str, *, now: datetime) -> RetentionRun:
    """Take on a plan that somebody has looked at.

    Raises:
        PlanChanged: since then it has become another one.

    """
    if token != drawn.token:
        raise PlanChanged
    run = RetentionRun(
        token=token,
        approved_at=now,
        to_mark=[one.dossier_id for one in drawn.to_mark],
        to_delete=[one.id for one in drawn.to_delete],
    )
    session.add(run)
    session.flush()
    return run


def carry_out(resources: Resources, run: RetentionRun, *, now: datetime) -> Outcome:
    """Go through the plan; each dossier is a transaction of its own."""
    outcome = Outcome()
    for dossier_id in run.to_mark:
        _mark(resources, dossier_id, outcome, now=now)
    for deletion_id in run.to_delete:
        _erase(resources, deletion_id, outcome, now=now)
    with resources.database.transaction() as session:
        # What is left comes into the next plan by itself.
        session.get_one(RetentionRun, run.id).finished_at = now
    return outcome


def _mark(resources: Resources, dossier_id: int, outcome: Outcome, *, now: datetime) -> None:
    with resources.database.transaction() as session:
        dossier = session.get(Dossier, dossier_id, with_for_update={"of": Dossier})
        if dossier is None or dossier.hidden_at:
            return
        known = rules.read(session, resources.catalogue)
        try:
            keeping.require_free(session, dossier, known, today=now.astimezone(ZONE).date())
        except StillKept:
            outcome.left.append(dossier.number)
            return
        rule = known.of(dossier.procedure_code)
        marks.mark(session, dossier, rule, ground=marks.BY_PERIOD, by=SERVICE_ITSELF, now=now)
        outcome.marked += 1


def _erase(resources: Resources, deletion_id: int, outcome: Outcome, *, now: datetime) -> None:
    try:
        with resources.database.transaction() as session:
            gone = erasure.erase(session, resources.objects, deletion_id, now=now)
    except (NotYet, ObjectsUnavailable):
        with resources.database.transaction() as session:
            outcome.left.append(session.get_one(Deletion, deletion_id).number)
        return
    outcome.deleted += gone is not None


def next_plan(resources: Resources, *, now: datetime) -> Plan:
    with resources.database.transaction() as session:
        return plan.draw_up(session, resources.catalogue, now=now)
