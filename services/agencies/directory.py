"""Look agencies up."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from services.agencies.models import Agency

ACTIVE = select(Agency).where(Agency.code == bindparam("code"), Agency.active)


class UnknownAgency(Exception):
    """No active agency has that code."""


def get(session: Session, code: str) -> Agency:
    found = session.scalar(ACTIVE, {"code": code})
    if found is None:
        raise UnknownAgency(code)
    return found


def offering(session: Session, levels: Iterable[str], owner_id: int | None) -> Sequence[Agency]:
    """List the agencies that offer a procedure: the one that owns it and those under it, or all."""
    found = on_levels(session, levels)
    if owner_id is None:
        return found
    under = family(session, owner_id)
    return [agency for agency in found if agency.id in under]


def offers(session: Session, agency: Agency, levels: Iterable[str], owner_id: int | None) -> bool:
    """Tell whether one agency offers a procedure, without a look at all others."""
    if agency.level not in levels:
        return False
    return owner_id is None or agency.id in family(session, owner_id)


def answering_for(session: Session, body: str) -> Sequence[Agency]:
    """List the agencies that take in what this body decides, in Vietnamese order."""
    return session.scalars(
        select(Agency)
        .where(Agency.answers_for.contains([body]), Agency.active)
        .order_by(Agency.name_sort)
    ).all()


def levels_and_doors(session: Session) -> Sequence[tuple[str, str | None]]:
    """List which front doors there are on which level."""
    found = select(Agency.level, Agency.front_door).where(Agency.active).distinct()
    return [(level, door) for level, door in session.execute(found)]


def family(session: Session, agency_id: int) -> set[int]:
    """Give an agency and all that stand under it."""
    tree = select(Agency.id).where(Agency.id == agency_id).cte(recursive=True)
    below = select(Agency.id).join(tree, Agency.parent_id == tree.c.id)
    return set(session.scalars(select(tree.union(below).c.id)))


def on_levels(session: Session, levels: Iterable[str]) -> Sequence[Agency]:
    """List the agencies that take filings on these levels, in Vietnamese order."""
    return session.scalars(
        select(Agency)
        .where(Agency.level.in_(tuple(levels)), Agency.active)
        .order_by(Agency.name_sort)
    ).all()
