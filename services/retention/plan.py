"""The dry run: which dossiers would be hidden or deleted today, and why."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from services.agencies.models import Agency
from services.deadlines.clock import ZONE
from services.dossiers.filters import WITH_NEWS
from services.dossiers.models import Dossier
from services.privacy.models import DataRequest, RequestState
from services.retention import rules
from services.retention.models import Deletion, LegalHold
from services.retention.rules import Rule, Rules

MOST = 5000
TOKEN_SIGNS = 12


@dataclass(frozen=True)
class Line:
    """One dossier that would be hidden, and the rule that lets it go."""

    dossier_id: int
    number: str
    agency: str
    closed_on: date
    rule: Rule


@dataclass(frozen=True)
class Plan:
    """What a run would do.

    to_delete: marked earlier, their days are over
    kept: closed dossiers by family whose period is not known; held: how many are held back
    more: whether there is more than one run takes on
    """

    to_mark: tuple[Line, ...]
    to_delete: tuple[Deletion, ...]
    kept: Counter[str]
    held: int
    more: bool

    @property
    def is_empty(self) -> bool:
        return not self.to_mark and not self.to_delete

    @property
    def token(self) -> str:
        """Name exactly this plan: another list of dossiers has another token."""
        listed = (
            ",".join(str(one.dossier_id) for one in self.to_mark),
            ",".join(str(one.id) for one in self.to_delete),
        )
        return hashlib.sha256("|".join(listed).encode()).hexdigest()[:TOKEN_SIGNS]


def draw_up(session: Session, catalogue: Catalogue, *, now: datetime) -> Plan:
    known = rules.read(session, catalogue)
    lines: list[Line] = []
    kept: Counter[str] = Counter()
    for code, count in _closed(session):
        rule = known.of(code)
        if rule.years is None:
            kept[rule.family.key] += count
        elif len(lines) <= MOST:
            lines += _due(session, code, known, now=now, most=MOST + 1 - len(lines))
    lines.sort(key=lambda one: one.dossier_id)
    to_delete = _over(session, now)
    return Plan(
        to_mark=tuple(lines[:MOST]),
        to_delete=tuple(to_delete[:MOST]),
        kept=kept,
        held=_held(session),
        more=len(lines) > MOST or len(to_delete) > MOST,
    )


def _closed(session: Session) -> list[tuple[str, int]]:
    """Count the settled dossiers of each procedure."""
    counted = (
        select(Dossier.procedure_code, func.count())
        .where(Dossier.closed_at.is_not(None), Dossier.hidden_at.is_(None))
        .group_by(Dossier.procedure_code)
        .order_by(Dossier.procedure_code)
    )
    return [(code, count) for code, count in session.execute(counted)]


def _due(session: Session, code: str, known: Rules, *, now: datetime, most: int) -> list[Line]:
    rule = known.of(code)
    before = rule.free_if_closed_before(now.astimezone(ZONE).date())
    if before is None:
        return []
    held = select(LegalHold.dossier_id).where(LegalHold.released_at.is_(None))
    asked = select(DataRequest.dossier_id).where(DataRequest.state == RequestState.ASKED)
    free = (
        select(Dossier.id, Dossier.number, Agency.code, Dossier.closed_at)
        .join(Agency, Agency.id == Dossier.agency_id)
        .where(
            Dossier.procedure_code == code,
            Dossier.hidden_at.is_(None),
            Dossier.closed_at < datetime.combine(before, time(), ZONE).astimezone(UTC),
            Dossier.id.not_in(held),
            Dossier.id.not_in(asked),
            Dossier.id.not_in(WITH_NEWS),
        )
        .order_by(Dossier.id)
        .limit(most)
    )
    return [
        Line(dossier_id, number, agency, closed_at.astimezone(ZONE).date(), rule)
        for dossier_id, number, agency, closed_at in session.execute(free)
        if closed_at is not None
    ]


def _over(session: Session, now: datetime) -> list[Deletion]:
    held = select(LegalHold.dossier_id).where(LegalHold.released_at.is_(None))
    over = (
        select(Deletion)
        .where(
            Deletion.restored_at.is_(None),
            Deletion.deleted_at.is_(None),
            Deletion.delete_after <= now,
            Deletion.dossier_id.not_in(held),
        )
        .order_by(Deletion.id)
        .limit(MOST + 1)
    )
    return list(session.scalars(over))


def _held(session: Session) -> int:
    held = select(func.count(LegalHold.id)).where(LegalHold.released_at.is_(None))
    return session.scalar(held) or 0
