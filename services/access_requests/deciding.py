"""Answer a request to see an identity, and end what was allowed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from services.access_requests import entries, wishes
from services.access_requests.refusals import AlreadyDecided, NoGrant
from services.accounts.models import Officer
from services.audit import trail
from services.custody import requests
from services.custody.models import AccessRequest, RequestState
from services.custody.refusals import NotApproved
from services.custody.requests import Decision
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action

REASON = "reason"
ENDED = frozenset({RequestState.CLOSED, RequestState.DECLINED})


class RequestMissing(Exception):
    """No request of the officer's agency has this number."""


class Verdict(StrEnum):
    """How a request is answered."""

    APPROVE = "approve"
    DECLINE = "decline"


ENTERED = {Verdict.APPROVE: entries.APPROVE, Verdict.DECLINE: entries.DECLINE}


@dataclass(frozen=True)
class Answer:
    """What is said to a request, and why."""

    request_id: int
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Asked:
    """A request with the dossier that it is about."""

    request: AccessRequest
    dossier: Dossier


def answer(
    session: Session, approver: Officer, given: Answer, *, now: datetime, lasts: timedelta
) -> AccessRequest:
    """Let the requester open what was asked for, for a while; or leave it sealed.

    Raises:
        RequestMissing: there is none for this agency.
        NotPermitted: the policy does not let this officer decide.
        WishInvalid: the answer gives no reason.
        OwnApproval: nobody decides on an own request.
        AlreadyDecided: somebody was faster.

    """
    asked = find(session, approver, given.request_id)
    decision = Decision(given.request_id, approver.id, wishes.reason(given.reason, REASON))
    try:
        if given.verdict is Verdict.APPROVE:
            request = requests.approve(session, decision, now=now, lasts=lasts)
        else:
            request = requests.decline(session, decision, now=now)
    except NotApproved:
        raise AlreadyDecided from None
    note = entries.of_request(ENTERED[given.verdict], approver, asked.dossier, request)
    trail.enter(session, note, now=now)
    return request


def find(session: Session, approver: Officer, request_id: int) -> Asked:
    """Find a request that this officer may answer, or might have answered.

    Raises:
        RequestMissing: there is none for this agency.
        NotPermitted: the policy does not let this officer decide.

    """
    request = session.get(AccessRequest, request_id)
    dossier = session.get(Dossier, request.dossier_id) if request else None
    if request is None or dossier is None or dossier.agency_id != approver.agency_id:
        raise RequestMissing
    check.require(approver, Action.APPROVE_IDENTITY, dossier)
    return Asked(request, dossier)


def close(
    session: Session, officer: Officer, dossier: Dossier, request_id: int, *, now: datetime
) -> None:
    """End an own permission, or take an own request back; a second time changes nothing.

    Raises:
        NoGrant: it is nobody's, somebody else's, or for another dossier.

    """
    request = session.get(AccessRequest, request_id)
    if request is None or (request.requester_id, request.dossier_id) != (officer.id, dossier.id):
        raise NoGrant
    _end(session, officer, Asked(request, dossier), now)


def revoke(session: Session, approver: Officer, request_id: int, *, now: datetime) -> None:
    """End somebody's permission before its time; raises as `find` does."""
    _end(session, approver, find(session, approver, request_id), now)


def _end(session: Session, officer: Officer, asked: Asked, now: datetime) -> None:
    if asked.request.state in ENDED:
        return
    closed = requests.close(session, asked.request.id, now=now)
    note = entries.of_request(entries.CLOSE, officer, asked.dossier, closed)
    trail.enter(session, note, now=now)
