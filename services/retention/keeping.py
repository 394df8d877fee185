"""Whether a dossier has to be kept for now, and by which rule."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from forms.privacy import rights
from forms.privacy.rights import Reason
from services.deadlines.clock import ZONE
from services.dossiers.models import Dossier
from services.retention import holds
from services.retention.rules import Rules


@dataclass(frozen=True)
class Kept:
    """Why a dossier is kept; until: the first day on which it is free, where one is known."""

    reason: Reason
    until: date | None = None


class StillKept(Exception):
    """The law or the agency still requires keeping the dossier."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept.reason.key)
        self.kept = kept


def why_kept(session: Session, dossier: Dossier, rules: Rules, *, today: date) -> Kept | None:
    """Tell why a dossier is kept; nothing if it is free."""
    if holds.current(session, dossier.id):
        return _kept("hold")
    if dossier.closed_at is None:
        return _kept("settlement")
    closed_on = dossier.closed_at.astimezone(ZONE).date()
    free_from = rules.of(dossier.procedure_code).free_from(closed_on)
    if free_from is None:
        return _kept("unsettled")
    return _kept("archive", free_from) if today < free_from else None


def require_free(session: Session, dossier: Dossier, rules: Rules, *, today: date) -> None:
    """Go on only if nothing requires keeping the dossier.

    Raises:
        StillKept: something does.

    """
    kept = why_kept(session, dossier, rules, today=today)
    if kept:
        raise StillKept(kept)


def _kept(key: str, until: date | None = None) -> Kept:
    return Kept(rights.shipped().reason(key), until)
