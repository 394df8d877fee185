"""What somebody asks about the own data: noted once, seen by the agency, answered with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.privacy import rights
from forms.privacy.rights import DELETION
from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import APPLICANT, Note, Who
from services.deadlines.clock import ZONE
from services.dossiers.models import Dossier
from services.identity import store
from services.identity.models import SealedKey
from services.policy import check
from services.policy.table import Action
from services.privacy import terms
from services.privacy.models import DataRequest, RequestState
from services.retention import keeping, marks, rules

ASKED = "privacy.ask"
ANSWERED = "privacy.answer"
LONGEST = 2000
MOST_A_DOSSIER = 50


class TextFault(StrEnum):
    """What is wrong with what was written."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


class TextRefused(Exception):
    """A wish or an answer needs words, and not too many."""

    def __init__(self, fault: TextFault) -> None:
        super().__init__(fault)
        self.fault = fault


class AskedAlready(Exception):
    """The same right was asked for and waits for its answer, or very much was asked before."""


class AnsweredAlready(Exception):
    """Somebody answered it, or it changed, after the page was drawn."""


class RequestMissing(Exception):
    """The agency has no such request."""


def ask(session: Session, dossier: Dossier, kind: str, wish: str, *, now: datetime) -> DataRequest:
    """Note a wish of whoever holds number and code.

    Raises:
        UnknownRight: that cannot be asked for.
        TextRefused: nothing is written, or too much.
        AskedAlready: the same waits for its answer.

    """
    rights.shipped().right(kind)
    said = _checked(wish)
    # Two that are sent at the same moment wait for one another.
    session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())
    _require_room(session, dossier.id, kind)
    asked = DataRequest(
        dossier_id=dossier.id,
        agency_id=dossier.agency_id,
        kind=kind,
        wish=said,
        state=RequestState.ASKED,
        asked_at=now,
        due_on=terms.due(session, dossier.agency_id, kind, now=now),
    )
    asked.sealed = session.get(SealedKey, dossier.id) is not None
    if asked.sealed:
        asked.wish = ""
    session.add(asked)
    session.flush()
    if asked.sealed:
        store.add_letter(session, dossier.id, purpose_of(asked), said, now=now)
    _note(session, ASKED, asked, dossier.number, APPLICANT, now)
    return asked


def of_dossier(session: Session, dossier_id: int) -> Sequence[DataRequest]:
    return session.scalars(
        select(DataRequest)
        .where(DataRequest.dossier_id == dossier_id)
        .order_by(DataRequest.id.desc())
    ).all()


def find(session: Session, request_id: int, officer: Officer) -> DataRequest:
    """Give an officer a request of the own agency.

    Raises:
        RequestMissing: there is none.
        NotPermitted: it is not this officer's to answer.

    """
    found = session.scalar(select(DataRequest).where(DataRequest.id == request_id))
    if found is None or found.agency_id != officer.agency_id:
        raise RequestMissing
    check.require(officer, Action.ANSWER_DATA, found.dossier)
    return found


@dataclass(frozen=True)
class Answer:
    """What an officer decides and why; seen: the revision that the page showed."""

    decision: RequestState
    reason: str
    seen: int
    by: Officer


def answer(
    session: Session, catalogue: Catalogue, asked: DataRequest, given: Answer, *, now: datetime
) -> None:
    """Answer a request; a granted deletion hides the dossier in the same transaction.

    Raises:
        NotPermitted: the policy does not let this officer answer it.
        AnsweredAlready: it changed after the page was drawn.
        TextRefused: there is no reason, or it is too long.
        StillKept: deletion is granted, but something requires keeping the dossier.

    """
    dossier, by = asked.dossier, given.by
    check.require(by, Action.ANSWER_DATA, dossier)
    session.refresh(asked, with_for_update={"of": DataRequest})
    if asked.state != RequestState.ASKED or asked.revision != given.seen:
        raise AnsweredAlready
    said = _checked(given.reason)
    who = Who("officer", by.id, by.agency_id)
    if asked.kind == DELETION and given.decision is RequestState.GRANTED:
        known = rules.read(session, catalogue)
        today = now.astimezone(ZONE).date()
        keeping.require_free(session, dossier, known, today=today)
        rule = known.of(dossier.procedure_code)
        marks.mark(session, dossier, rule, ground=marks.BY_REQUEST, by=who, now=now)
    asked.state, asked.answer = given.decision.value, said
    asked.answered_by_id, asked.answered_at = by.id, now
    _note(session, ANSWERED, asked, dossier.number, who, now)


def purpose_of(asked: DataRequest) -> str:
    """Name the place of a sealed wish among what is sealed of its dossier."""
    return f"data-request:{asked.id}"


def _checked(text: str) -> str:
    said = text.replace("\x00", "").strip()
    if not said:
        raise TextRefused(TextFault.EMPTY)
    if len(said) > LONGEST:
        raise TextRefused(TextFault.TOO_LONG)
    return said


def _require_room(session: Session, dossier_id: int, kind: str) -> None:
    own = DataRequest.dossier_id == dossier_id
    waits = own, DataRequest.kind == kind, DataRequest.state == RequestState.ASKED
    if session.scalar(select(DataRequest.id).where(*waits).limit(1)):
        raise AskedAlready
    if (session.scalar(select(func.count(DataRequest.id)).where(own)) or 0) >= MOST_A_DOSSIER:
        raise AskedAlready


def _note(
    session: Session, action: str, asked: DataRequest, number: str, who: Who, now: datetime
) -> None:
    facts = {"request": asked.id, "kind": asked.kind, "state": str(asked.state)}
    note = Note(action, who, ("dossier", number), asked.agency_id, facts=facts)
    trail.enter(session, note, now=now)
