"""Who may do what in custody; what a share itself proves is checked by the custodian."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.custody.models import AccessRequest, Basis, CustodyKey
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action

# Where there is no key yet. Communes use the key of their province.
FIRST_KEY_LEVELS = frozenset({"ministry", "province"})


# What the requester must be allowed to do, by the basis of the request.
NEEDED: Mapping[str, Action] = {
    Basis.OWN_MATTER: Action.OPEN_IDENTITY,
    Basis.SECOND_PERSON: Action.ASK_IDENTITY,
}


@dataclass(frozen=True)
class Matter:
    """Whose a dossier is: all that the custodian reads of it."""

    number: str
    agency_id: int
    assigned_to_id: int | None


def holders(key: CustodyKey) -> Collection[int]:
    return {share.holder_id for share in key.shares}


def may_plan(officer: Officer, own: Sequence[CustodyKey]) -> bool:
    """Tell whether an officer may begin a new key for the own agency: its holders decide."""
    if own:
        return officer.id in holders(own[0])
    return officer.agency.level in FIRST_KEY_LEVELS


def may_seal(officer: Officer, key: CustodyKey) -> bool:
    return officer.id in holders(key)


def may_cancel(officer: Officer, ceremony: Mapping[str, Any], own: Sequence[CustodyKey]) -> bool:
    """Tell whether an officer may stop the making of a key: who takes part, or who holds one."""
    takes_part = officer.id in {ceremony["begun_by"], *ceremony["holders"]}
    return takes_part or bool(own and officer.id in holders(own[0]))


def matter(session: Session, dossier_id: int) -> Matter:
    known = select(Dossier.number, Dossier.agency_id, Dossier.assigned_to_id)
    return Matter(*session.execute(known.where(Dossier.id == dossier_id)).one())


def may_open(session: Session, request: AccessRequest, dossier: Matter) -> bool:
    """Tell whether the policy lets these people do so now, whatever it said when they asked."""
    needed = NEEDED.get(request.basis)
    if needed is None or not _may(session, request.requester_id, needed, dossier):
        return False
    if request.basis == Basis.OWN_MATTER:
        return True
    return _may(session, request.approver_id, Action.APPROVE_IDENTITY, dossier)


def _may(session: Session, officer_id: int | None, action: Action, dossier: Matter) -> bool:
    officer = session.get(Officer, officer_id) if officer_id else None
    return bool(officer and officer.active and check.allowed(officer, action, dossier))
