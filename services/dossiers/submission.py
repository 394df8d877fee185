"""Submit a filing: dossier, number, history, frozen rendering and promises in one transaction."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.orm import Session

from forms import answers as form_answers
from forms import review, search
from forms.conditions import look_up
from forms.document_names import PETITIONS
from forms.guidance import time_limit
from forms.privacy import notice_file
from forms.procedure import Deadline, Procedure
from forms.vietnamese import search_words
from forms.workflow import Workflow
from services.agencies import choices
from services.agencies.front_doors import ALL_OPEN, FrontDoors
from services.agencies.models import Agency
from services.authoring import keeping
from services.deadlines import calendar, clock
from services.deadlines.working_days import WorkingCalendar
from services.dossiers import attachments, enclosing, numbers, parting, pseudonyms, words
from services.dossiers.access_codes import AccessCodes
from services.dossiers.history import Actor, Event, enter
from services.dossiers.models import Dossier
from services.dossiers.parting import Parted
from services.dossiers.pseudonyms import Names
from services.dossiers.refusals import AttemptReused, FilingInvalid, NoDeadline
from services.files import shelf
from services.files.models import StoredFile
from services.identity.files import Owner

SUBMIT = "submit"
LONGEST_SUBJECT = 300
LOCKED = select(func.pg_advisory_xact_lock(bindparam("attempt", type_=BigInteger)))
EARLIER = select(Dossier.id).where(Dossier.attempt_hash == bindparam("attempt_hash"))


@dataclass(frozen=True)
class Filing:
    """What a person hands in.

    raw: answers as given; they are checked here for the last time
    attempt: the secret token of this attempt; the same token never makes a second dossier
    seal: under whose data key the files were sealed when they came
    signed_in: whether the person has signed in; who it is, no filing is told
    """

    procedure: Procedure
    workflow: Workflow
    agency: Agency
    raw: dict[str, Any]
    attempt: str
    channel: str
    draft_id: UUID | None = None
    seal: Owner | None = None
    signed_in: bool = False


@dataclass(frozen=True)
class Submitted:
    """The dossier and the code that its person alone is told."""

    dossier: Dossier
    access_code: str
    is_repeat: bool


@dataclass(frozen=True)
class Desk:
    """What an installation lends to every submission."""

    codes: AccessCodes
    number_pattern: str
    doors: FrontDoors = ALL_OPEN


def submit(session: Session, desk: Desk, filing: Filing, *, now: datetime) -> Submitted:
    """Make a dossier of a filing, or find the one that this attempt made before.

    Raises:
        AttemptReused: the attempt came before with another content.
        FilingNotTaken: the agency takes no such filing from citizens here.
        LoginNeeded: it takes them only from people who have signed in.
        FilingInvalid: an answer does not pass; the errors name the fields.
        FilesMissing: a named file is not there or belongs to somebody else.
        FilesNotSealed: a file of a sealed filing came in the open.
        NoCustodyKey: the filing is to be sealed, and the agency has no key to seal to.

    """
    attempt_hash = hashlib.sha256(filing.attempt.encode()).digest()
    code = desk.codes.for_attempt(filing.attempt)
    request_hash = _fingerprint(filing)
    earlier = _earlier(session, attempt_hash)
    if earlier is not None:
        if earlier.request_hash != request_hash:
            raise AttemptReused
        return Submitted(earlier, code, is_repeat=True)
    door = filing.agency, filing.procedure, filing.channel
    desk.doors.require(*door, signed_in=filing.signed_in)
    worked = calendar.read(session)
    parted = _parted(session, filing, _checked(session, filing, now), worked, now)
    keeping.keep(session, filing.procedure, now=now)
    dossier = _dossier(filing, parted, worked, now=now)
    dossier.attempt_hash = attempt_hash
    dossier.request_hash = request_hash
    dossier.access_code_hash = desk.codes.hash(code)
    # The number is drawn late: its counter stays locked until the commit.
    _number(session, desk, filing, dossier, parted.whole_answers, now=now)
    claimed = _enter(session, filing, dossier, parted, now=now)
    held = enclosing.Held(filing.seal, desk.codes.key(code))
    enclosing.enclose(session, dossier, parted, claimed, held, now=now)
    return Submitted(dossier, code, is_repeat=False)


def _earlier(session: Session, attempt_hash: bytes) -> Dossier | None:
    """Find the attempt's dossier; a second submission at the same moment waits for the first."""
    connection = session.connection()
    connection.execute(LOCKED, {"attempt": int.from_bytes(attempt_hash[:8], signed=True)})
    found = connection.scalar(EARLIER, {"attempt_hash": attempt_hash})
    return None if found is None else session.get_one(Dossier, found)


def _checked(session: Session, filing: Filing, now: datetime) -> dict[str, Any]:
    today = now.astimezone(clock.ZONE).date()
    agencies = choices.names(session, filing.procedure)
    checked = form_answers.check(filing.procedure, filing.raw, today=today, agencies=agencies)
    if checked.errors:
        raise FilingInvalid(checked.errors)
    return checked.answers


def _parted(
    session: Session,
    filing: Filing,
    answers: dict[str, Any],
    worked: WorkingCalendar,
    now: datetime,
) -> Parted:
    """Freeze what was filed, and part from it what is to be sealed."""
    procedure = filing.procedure
    frozen = {
        "sections": _frozen(session, procedure, answers, now),
        **_limitation(procedure, answers, worked, now),
    }
    return parting.parted(procedure, answers, frozen)


def _dossier(filing: Filing, parted: Parted, worked: WorkingCalendar, *, now: datetime) -> Dossier:
    procedure = filing.procedure
    due = clock.due(_first_deadline(filing), now, worked)
    return Dossier(
        agency_id=filing.agency.id,
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        state=filing.workflow.initial,
        channel=filing.channel,
        answers=parted.answers,
        frozen=parted.frozen,
        subject=_subject(procedure, parted)[:LONGEST_SUBJECT],
        submitted_at=now,
        changed_at=now,
        due_on=due.day,
        due_rule=due.rule,
        privacy_notice=notice_file.shipped().of(procedure, now.astimezone(clock.ZONE).date()).name,
    )


def _frozen(
    session: Session, procedure: Procedure, answers: dict[str, Any], now: datetime
) -> list[dict[str, Any]]:
    """Freeze what the person saw, with the values that were worked out on that day."""
    today = now.astimezone(clock.ZONE).date()
    return review.frozen(
        procedure, answers, today=today, agencies=choices.names(session, procedure)
    )


def _limitation(
    procedure: Procedure, answers: dict[str, Any], worked: WorkingCalendar, now: datetime
) -> dict[str, Any]:
    """Note whether the filing may come too late; it is taken all the same."""
    today = now.astimezone(clock.ZONE).date()
    counted = time_limit.of(procedure, answers, today=today, first_working=worked.first_working)
    return {} if counted is None else {"limitation": time_limit.frozen(counted)}


def _number(
    session: Session,
    desk: Desk,
    filing: Filing,
    dossier: Dossier,
    answers: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Give the dossier its number, and all by which others see and find it."""
    procedure = filing.procedure
    dossier.number = numbers.dossier_number(
        session,
        desk.number_pattern,
        agency_code=filing.agency.code,
        day=now.astimezone(clock.ZONE).date(),
    )
    dossier.applicant_name = pseudonyms.shown_name(procedure, answers, dossier.number)
    said = f"{dossier.applicant_name} {dossier.subject} {search.text(procedure, dossier.answers)}"
    found_by = words.joined(filing.agency.id, Names(procedure, answers).blanked(said))
    dossier.search_text = " ".join((found_by, *search_words(dossier.number)))


def _first_deadline(filing: Filing) -> Deadline:
    found = filing.procedure.deadline_from(filing.workflow.starts)
    if found is None:
        raise NoDeadline(filing.procedure.code)
    return found


def _enter(
    session: Session, filing: Filing, dossier: Dossier, parted: Parted, *, now: datetime
) -> Sequence[StoredFile]:
    """Note the submission, take the files over, promise the documents."""
    given = list(_file_ids(parted.whole_frozen["sections"]))
    actor = Actor("applicant", dossier.applicant_name)
    documents = filing.procedure.issued_in(dossier.state)
    if parted.is_sealed:
        # The worker opens nothing: the person's own page prints the petition.
        documents = tuple(name for name in documents if name not in PETITIONS)
    event = Event(SUBMIT, actor, dossier.state, {"files": given}, documents)
    enter(session, dossier, event, now=now)
    claimed = shelf.claim(session, given, dossier_id=dossier.id, draft_id=filing.draft_id)
    enclosing.reveal(claimed, filing.seal)
    misfits = attachments.misfits(filing.procedure, parted.whole_answers, claimed)
    if misfits:
        raise FilingInvalid(misfits)
    if pseudonyms.protects(filing.procedure, parted.whole_answers):
        pseudonyms.rename(claimed)
    return claimed


def _file_ids(sections: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (file for section in sections for row in section["rows"] for file in row["files"])


def _subject(procedure: Procedure, parted: Parted) -> str:
    """Give the matter in one line; of a sealed filing there is none."""
    answers = parted.whole_answers
    value = look_up(answers, procedure.shown_as.subject)
    said = parting.SAID["vi"] if parted.is_sealed else value
    return Names(procedure, answers).blanked(said) if isinstance(said, str) else ""


def _fingerprint(filing: Filing) -> bytes:
    content = [
        filing.procedure.code,
        filing.procedure.version,
        filing.agency.code,
        filing.raw,
    ]
    written = json.dumps(content, sort_keys=True).encode()
    if filing.procedure.is_sealed:
        # A plain hash would confirm a guess to whoever reads the database.
        return hmac.digest(filing.attempt.encode(), written, "sha256")
    return hashlib.sha256(written).digest()
