"""Requests to open one dossier: asked with a reason, decided by somebody else, for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.custody.models import AccessRequest, Basis, RequestState
from services.custody.refusals import NotApproved, OwnApproval

LASTS = timedelta(minutes=30)
# Whatever was written into the row: nothing is open for longer.
LONGEST = timedelta(hours=4)


@dataclass(frozen=True)
class Wish:
    """Who wants to open what, and why."""

    dossier_id: int
    requester_id: int
    reason: str
    scope: Sequence[str]


def ask(session: Session, wish: Wish, *, now: datetime) -> AccessRequest:
    """Ask a second person."""
    return _written(session, wish, Basis.SECOND_PERSON, RequestState.ASKED, now)


def open_own(
    session: Session, wish: Wish, *, now: datetime, lasts: timedelta = LASTS
) -> AccessRequest:
    """Note why somebody opens a dossier that the law lets this person see without asking.

    Whether it does is for the caller to check; the custodian notes and limits it all the same.
    """
    request = _written(session, wish, Basis.OWN_MATTER, RequestState.APPROVED, now)
    request.decided_at = now
    request.expires_at = now + lasts
    session.flush()
    return request


@dataclass(frozen=True)
class Decision:
    """Who answers a request, with what words."""

    request_id: int
    approver_id: int
    answer: str = ""


def approve(
    session: Session, decision: Decision, *, now: datetime, lasts: timedelta = LASTS
) -> AccessRequest:
    """Let the requester open the dossier for a while.

    Raises:
        OwnApproval: the approver is the requester.
        NotApproved: it was decided before.

    """
    request = _decided(session, decision, RequestState.APPROVED, now)
    request.expires_at = now + lasts
    return request


def decline(session: Session, decision: Decision, *, now: datetime) -> AccessRequest:
    """Leave it sealed; raises as `approve` does."""
    return _decided(session, decision, RequestState.DECLINED, now)


def close(session: Session, request_id: int, *, now: datetime) -> AccessRequest:
    """End an approval before it expires, or take a request back before it is answered."""
    request = session.get_one(AccessRequest, request_id, with_for_update=True)
    request.state = RequestState.CLOSED
    request.closed_at = request.closed_at or now
    return request


def to_open(session: Session, request_id: int, officer_id: int, *, now: datetime) -> AccessRequest:
    """Find a request on whose strength this officer may open a dossier now.

    Raises:
        NotApproved: it is unknown, somebody else's, undecided, declined, closed or has run out.

    """
    request = session.get(AccessRequest, request_id, with_for_update=True)
    if request is None or request.requester_id != officer_id or not is_open(request, now=now):
        raise NotApproved
    return request


def is_open(request: AccessRequest, *, now: datetime) -> bool:
    """Tell whether it opens the dossier at this moment."""
    approved = request.state == RequestState.APPROVED and _is_backed(request)
    return approved and _is_in_time(request, now)


def _is_in_time(request: AccessRequest, now: datetime) -> bool:
    if request.decided_at is None or request.expires_at is None:
        return False
    return request.decided_at <= now < min(request.expires_at, request.decided_at + LONGEST)


def _is_backed(request: AccessRequest) -> bool:
    """Tell whether the approval is the right person's."""
    if request.basis == Basis.OWN_MATTER:
        return request.approver_id is None
    return request.approver_id not in {None, request.requester_id}


def _written(
    session: Session, wish: Wish, basis: Basis, state: RequestState, now: datetime
) -> AccessRequest:
    request = AccessRequest(
        dossier_id=wish.dossier_id,
        requester_id=wish.requester_id,
        basis=basis,
        reason=wish.reason,
        scope=list(wish.scope),
        state=state,
        asked_at=now,
    )
    session.add(request)
    session.flush()
    return request


def _decided(
    session: Session, decision: Decision, state: RequestState, now: datetime
) -> AccessRequest:
    request = session.get(AccessRequest, decision.request_id, with_for_update=True)
    if request is None or request.state != RequestState.ASKED:
        raise NotApproved
    if request.requester_id == decision.approver_id:
        raise OwnApproval
    request.state = state
    request.approver_id = decision.approver_id
    request.decided_at = now
    request.answer = decision.answer
    return request
