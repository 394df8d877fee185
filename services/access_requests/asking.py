"""Ask to see an identity: opened at once by those in charge, put to a second person by others."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from services.access_requests import entries, parts, wishes
from services.access_requests.parts import Part
from services.access_requests.refusals import NotSealed, StillOpen
from services.access_requests.wishes import Typed
from services.accounts.models import Officer
from services.audit import trail
from services.custody import requests
from services.custody.models import AccessRequest, RequestState
from services.custody.requests import Wish
from services.dossiers.models import Dossier
from services.identity.models import SealedKey
from services.policy.check import NotPermitted
from services.policy.protection import Access
from services.policy.table import WHY, Action

SHOWN = 10


def ask(
    session: Session,
    officer: Officer,
    dossier: Dossier,
    typed: Typed,
    *,
    now: datetime,
    lasts: timedelta,
) -> AccessRequest:
    """Open it for those in charge, or note a request that waits for a second person.

    Raises:
        WishInvalid: there is no reason, or nothing to see; the messages name the fields.
        NotPermitted: the matrix lets this officer not even ask.
        NotSealed: the dossier has no sealed part.
        StillOpen: the officer has a request for it that waits, or is open.

    """
    _lock(session, dossier)
    wanted = wishes.checked(typed)
    way = least(officer, dossier, wanted.scope)
    if live(session, officer, dossier, now=now):
        raise StillOpen
    wish = Wish(dossier.id, officer.id, wanted.reason, wanted.scope)
    if way is Access.WITH_REASON:
        request = requests.open_own(session, wish, now=now, lasts=lasts)
        note = entries.of_request(entries.OPEN, officer, dossier, request)
    else:
        request = requests.ask(session, wish, now=now)
        note = entries.of_request(entries.ASK, officer, dossier, request)
    trail.enter(session, note, now=now)
    return request


def least(officer: Officer, dossier: Dossier, scope: Sequence[Part] = tuple(Part)) -> Access:
    """Tell how the officer gets to see all of these parts together.

    Raises:
        NotPermitted: one of them not at all.

    """
    way = min(parts.within(officer, dossier, part) for part in scope)
    if way < Access.ON_APPROVAL:
        raise NotPermitted(Action.ASK_IDENTITY, WHY[Action.ASK_IDENTITY])
    return way


def is_sealed(session: Session, dossier: Dossier) -> bool:
    return session.get(SealedKey, dossier.id) is not None


def live(
    session: Session, officer: Officer, dossier: Dossier, *, now: datetime
) -> AccessRequest | None:
    """Find the officer's request that waits, or that is open now."""
    in_force = (AccessRequest.state == RequestState.APPROVED) & (AccessRequest.expires_at > now)
    return session.scalars(
        _own(officer, dossier)
        .where(or_(AccessRequest.state == RequestState.ASKED, in_force))
        .limit(1)
    ).first()


def own(session: Session, officer: Officer, dossier: Dossier) -> Sequence[AccessRequest]:
    """List the officer's requests for a dossier, the newest first."""
    return session.scalars(_own(officer, dossier).limit(SHOWN)).all()


def _own(officer: Officer, dossier: Dossier) -> Select[AccessRequest]:
    return (
        select(AccessRequest)
        .where(
            AccessRequest.dossier_id == dossier.id,
            AccessRequest.requester_id == officer.id,
        )
        .order_by(AccessRequest.id.desc())
    )


def _lock(session: Session, dossier: Dossier) -> None:
    """Let two requests of the same moment come one after the other."""
    sealed = select(SealedKey.dossier_id).where(SealedKey.dossier_id == dossier.id)
    if session.scalar(sealed.with_for_update()) is None:
        raise NotSealed
