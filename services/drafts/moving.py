"""A draft whose procedure has got a newer version: moved over, or finished on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from forms import migration
from forms.catalogue import Catalogue, UnknownProcedure
from forms.changes import Comparison, Impact, compare
from forms.migration import Preview
from forms.procedure import Procedure
from services.drafts.drafts import gathered
from services.drafts.models import Draft

ROWS = "rows"


class CannotMove(Exception):
    """The change is such that the draft is finished on the version it was begun with."""


@dataclass(frozen=True)
class Move:
    """What moving a draft to a newer version means; nothing is changed yet."""

    draft: Draft
    before: Procedure
    after: Procedure
    comparison: Comparison
    preview: Preview

    @property
    def is_allowed(self) -> bool:
        """What was sealed is never opened, nor the other way round, by a change of the form."""
        same_seal = self.before.is_sealed is self.after.is_sealed
        return same_seal and self.comparison.impact is not Impact.BREAKING

    @property
    def needs_nobody(self) -> bool:
        """Whether every answer still fits, so that the draft moves over by itself."""
        fits = not self.preview.lost and not self.preview.refused
        return fits and self.is_allowed and self.comparison.impact is Impact.COMPATIBLE


def newer(catalogue: Catalogue, draft: Draft, *, on: date) -> Procedure | None:
    """Give the version in force if it is a later one that the draft's agency offers too."""
    try:
        offered = catalogue.get(draft.procedure_code, on)
    except UnknownProcedure:
        return None
    if offered.version <= draft.procedure_version:
        return None
    return offered if draft.agency.level in offered.agency_levels else None


def is_decided(draft: Draft, after: Procedure) -> bool:
    """Tell whether its person has chosen to finish the draft as it was begun."""
    return draft.stays_before is not None and draft.stays_before >= after.version


def consider(draft: Draft, before: Procedure, after: Procedure, *, today: date) -> Move:
    preview = migration.preview(before, after, gathered(draft), today=today)
    return Move(draft, before, after, compare(before, after), preview)


def carry_out(
    move: Move, *, today: date, now: datetime, agencies: Mapping[str, str] | None = None
) -> None:
    """Move the draft over; answers without a place are kept beside it, to be copied.

    Raises:
        CannotMove: the newer version asks too differently.

    """
    if not move.is_allowed:
        raise CannotMove
    draft = move.draft
    rows = migration.left_over(
        move.before, gathered(draft), move.preview.lost, today=today, agencies=agencies or {}
    )
    draft.left_over = {ROWS: [*left_over(draft), *rows]}
    draft.raw = migration.by_section(move.after, move.preview.raw)
    draft.moved_from = draft.procedure_version
    draft.procedure_version = move.after.version
    draft.stays_before = None
    draft.updated_at = now


def stay(draft: Draft, after: Procedure, *, now: datetime) -> None:
    """Finish the draft as it was begun; only a still newer version asks again."""
    draft.stays_before = after.version
    draft.updated_at = now


def left_over(draft: Draft) -> list[dict[str, Any]]:
    """List the answers for which there was no place any more, as rows to be copied."""
    return list((draft.left_over or {}).get(ROWS, []))
