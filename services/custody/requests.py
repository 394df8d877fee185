"""Requests to open one dossier: asked with a reason, decided by somebody else, for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.custody.models import AccessRequest, Basis, RequestState
from services.custody.refusals import NotApproved, OwnApproval

LASTS = timedelta(minutes=30)


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


def approve(
    session: Session, request_id: int, approver_id: int, *, now: datetime, lasts: timedelta = LASTS
) -> AccessRequest:
    """Let the requester open the dossier for a while.

    Raises:
        OwnApproval: the approver is the requester.
        NotApproved: it was decided before.

    """
    request = _undecided(session, request_id)
    if request.requester_id == approver_id:
        raise OwnApproval
    request.state = RequestState.APPROVED
    request.approver_id = approver_id
    request.decided_at = now
    request.expires_at = now + lasts
    return request


def decline(session: Session, request_id: int, approver_id: int, *, now: datetime) -> AccessRequest:
    request = _undecided(session, request_id)
    request.state = RequestState.DECLINED
    request.approver_id = approver_id
    request.decided_at = now
    return request


def close(session: Session, request_id: int) -> None:
    """End an approval before it expires."""
    session.get_one(AccessRequest, request_id, with_for_update=True).state = RequestState.CLOSED


def to_open(session: Session, request_id: int, *, now: datetime) -> AccessRequest:
    """Find a request on whose strength a dossier may be opened now.

    Raises:
        NotApproved: it is unknown, undecided, declined, closed or has run out.

    """
    request = session.get(AccessRequest, request_id, with_for_update=True)
    if request is None or not _is_open(request, now):
        raise NotApproved
    return request


def _is_open(request: AccessRequest, now: datetime) -> bool:
    approved = request.state == RequestState.APPROVED and _is_backed(request)
    return approved and request.expires_at is not None and request.expires_at > now


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


def _undecided(session: Session, request_id: int) -> AccessRequest:
    request = session.get(AccessRequest, request_id, with_for_update=True)
    if request is None or request.state != RequestState.ASKED:
        raise NotApproved
    return request
