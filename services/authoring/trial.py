"""What publishing a text would do to the drafts that are really open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from forms import migration
from forms.catalogue import Catalogue, UnknownProcedure
from forms.changes import Change, Comparison, Impact, compare
from forms.faults import Fault
from forms.migration import Preview
from forms.procedure import Procedure
from forms.text import Text
from services.authoring.checking import examined
from services.deadlines.clock import ZONE
from services.drafts.drafts import gathered
from services.drafts.models import Draft

MOST_DRAFTS = 500
MOST_EXAMPLES = 5
NOTHING_CHANGED = Comparison(())


class Fate(StrEnum):
    """What becomes of an open draft."""

    KEPT = "kept"  # Moves over by itself, with every answer.
    SHOWN = "shown"  # Its person is shown what changed; every answer still fits.
    ANSWER_AGAIN = "answer_again"  # Some answers have no place, are refused, or are missing.
    CANNOT_MOVE = "cannot_move"  # Is finished on the version it was begun with.


@dataclass(frozen=True)
class Example:
    """One draft, without a word that its person wrote: only the questions concerned."""

    fate: Fate
    version: int
    lost: tuple[Text, ...]
    refused: tuple[Text, ...]
    asked_anew: tuple[Text, ...]


@dataclass(frozen=True)
class DryRun:
    """The verdict on a text.

    before: the newest version that there is; none for a new procedure
    open_drafts: how many are open; looked_at: how many of them, the newest, were tried
    """

    faults: tuple[Fault, ...]
    procedure: Procedure | None = None
    before: Procedure | None = None
    comparison: Comparison = NOTHING_CHANGED
    open_drafts: int = 0
    looked_at: int = 0
    fates: dict[Fate, int] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def impact(self) -> Impact:
        return self.comparison.impact

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.comparison.changes


def dry_run(
    session: Session, catalogue: Catalogue, text: str, *, most: int = MOST_DRAFTS
) -> DryRun:
    """Try a text on the open drafts of its procedure; nothing is changed."""
    procedure, faults = examined(catalogue, text)
    if procedure is None:
        return DryRun(tuple(faults))
    others = [v for v in catalogue.versions(procedure.code) if v.version != procedure.version]
    before = others[-1] if others else None
    now: datetime = session.scalars(select(func.now())).one()
    tried = list(_tried(session, catalogue, procedure, now=now, most=most))
    return DryRun(
        faults=tuple(faults),
        procedure=procedure,
        before=before,
        comparison=compare(before, procedure) if before else NOTHING_CHANGED,
        open_drafts=session.scalar(select(func.count()).where(*_open(procedure, now))) or 0,
        looked_at=len(tried),
        fates=dict(Counter(example.fate for example in tried)),
        examples=_telling(tried),
    )


def _tried(
    session: Session, catalogue: Catalogue, procedure: Procedure, *, now: datetime, most: int
) -> Iterator[Example]:
    drafts = select(Draft).where(*_tryable(procedure, now)).order_by(Draft.updated_at.desc())
    today = max(now.astimezone(ZONE).date(), procedure.effective_from)
    for draft in session.scalars(drafts.limit(most)):
        try:
            begun = catalogue.version(draft.procedure_code, draft.procedure_version)
        except UnknownProcedure:
            yield Example(Fate.CANNOT_MOVE, draft.procedure_version, (), (), ())
            continue
        found = migration.preview(begun, procedure, gathered(draft), today=today)
        yield _example(found, begun.version)


def _open(procedure: Procedure, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Draft.procedure_code == procedure.code,
        Draft.procedure_version != procedure.version,
        Draft.dossier_id.is_(None),
        Draft.expires_at > now,
    )


def _tryable(procedure: Procedure, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Leave out what is sealed: nobody but its person can tell what it holds."""
    return (*_open(procedure, now), Draft.key_wrap.is_(None))


def _example(found: Preview, version: int) -> Example:
    return Example(
        _fate(found),
        version,
        tuple(dict.fromkeys(found.lost.values())),
        tuple(dict.fromkeys(found.refused_labels.values())),
        tuple(dict.fromkeys(found.new_labels.values())),
    )


def _fate(found: Preview) -> Fate:
    if found.impact is Impact.BREAKING:
        return Fate.CANNOT_MOVE
    if found.lost or found.refused or found.asked_anew:
        return Fate.ANSWER_AGAIN
    return Fate.KEPT if found.impact is Impact.COMPATIBLE else Fate.SHOWN


def _telling(tried: list[Example]) -> tuple[Example, ...]:
    """Choose examples that differ, the gravest first."""
    grave = sorted(dict.fromkeys(tried), key=lambda example: -list(Fate).index(example.fate))
    return tuple(grave[:MOST_EXAMPLES])
