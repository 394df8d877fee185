"""The accounts that an administrator sees, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from services.accounts.models import Officer

PAGE = 50
LAST_PAGE = 1000
LONGEST = 100


@dataclass(frozen=True)
class Wanted:
    """What is looked for among the accounts of some agencies."""

    agency_ids: tuple[int, ...]
    search: str = ""
    page: int = 1


def found(session: Session, wanted: Wanted) -> tuple[Sequence[Officer], bool]:
    """Give one page, and whether there is another."""
    rows = session.scalars(
        select(Officer)
        .where(*_conditions(wanted))
        .order_by(Officer.active.desc(), Officer.full_name, Officer.id)
        .offset((wanted.page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return rows[:PAGE], len(rows) > PAGE


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [Officer.agency_id.in_(wanted.agency_ids)]
    if wanted.search:
        typed = wanted.search[:LONGEST].lower()
        names = (func.lower(Officer.full_name), Officer.username)
        asked.append(or_(*(name.contains(typed, autoescape=True) for name in names)))
    return asked
