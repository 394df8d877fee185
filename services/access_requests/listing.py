"""Requests to see identities, page by page, for those who answer them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from services.accounts.models import Officer
from services.custody.models import AccessRequest, RequestState
from services.dossiers.models import Dossier

PAGE = 25
MOST_COUNTED = 99


class Standing(StrEnum):
    """Where a request stands at a moment."""

    WAITING = "waiting"
    OPEN = "open"
    DECLINED = "declined"
    OVER = "over"


class Order(StrEnum):
    """Which requests come first."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Filters:
    """What is asked for; without a standing, all requests."""

    standing: Standing | None = None
    order: Order = Order.NEWEST
    after: int = 0


@dataclass(frozen=True)
class Page:
    """Some requests, and after which one the next page begins, if there is one."""

    rows: Sequence[AccessRequest]
    later: int = 0


SIMPLE: Mapping[str, Standing] = {
    RequestState.ASKED: Standing.WAITING,
    RequestState.DECLINED: Standing.DECLINED,
    RequestState.CLOSED: Standing.OVER,
}


def standing(request: AccessRequest, *, now: datetime) -> Standing:
    known = SIMPLE.get(request.state)
    if known:
        return known
    return Standing.OPEN if request.expires_at and request.expires_at > now else Standing.OVER


def page(session: Session, agency_id: int, filters: Filters, *, now: datetime) -> Page:
    """Give one page of the requests for an agency's dossiers."""
    asked = (
        select(AccessRequest)
        .join(Dossier, Dossier.id == AccessRequest.dossier_id)
        .where(Dossier.agency_id == agency_id, *_conditions(filters, now))
        .options(joinedload(AccessRequest.dossier), joinedload(AccessRequest.requester))
    )
    first = AccessRequest.id.asc() if filters.order is Order.OLDEST else AccessRequest.id.desc()
    rows = session.scalars(asked.order_by(first).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else 0)


def waiting(session: Session, officer: Officer) -> int:
    """Count the requests that wait for this officer's answer, up to a limit."""
    some = (
        select(AccessRequest.id)
        .join(Dossier, Dossier.id == AccessRequest.dossier_id)
        .where(
            Dossier.agency_id == officer.agency_id,
            AccessRequest.state == RequestState.ASKED,
            AccessRequest.requester_id != officer.id,
        )
        .limit(MOST_COUNTED + 1)
    )
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _conditions(filters: Filters, now: datetime) -> list[ColumnElement[bool]]:
    state, until = AccessRequest.state, AccessRequest.expires_at
    approved = state == RequestState.APPROVED
    wanted: Mapping[Standing | None, ColumnElement[bool]] = {
        Standing.WAITING: state == RequestState.ASKED,
        Standing.OPEN: approved & (until > now),
        Standing.DECLINED: state == RequestState.DECLINED,
        Standing.OVER: or_(state == RequestState.CLOSED, approved & (until <= now)),
    }
    found = [wanted[filters.standing]] if filters.standing else []
    if filters.after:
        is_later = AccessRequest.id > filters.after
        found.append(
            is_later if filters.order is Order.OLDEST else AccessRequest.id < filters.after
        )
    return found
