"""What a person is told about the own dossier: where it stands, until when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from forms.procedure import Deadline, Procedure
from forms.text import Text
from forms.workflow import Action, State
from services.deadlines import calendar, clock
from services.documents import shelf as documents
from services.dossiers import attachments, parting
from services.dossiers.actions import Case
from services.dossiers.models import Dossier
from services.dossiers.unsealing import Unsealed
from services.files import seals, shelf
from services.files.models import Purpose, StoredFile
from services.messages import conversation
from services.messages.models import Side
from services.web import downloads, protection
from services.web.citizen import happenings, own_answers
from services.web.context import resources
from services.web.document_titles import title

Entry = dict[str, Any]


@dataclass(frozen=True)
class View:
    """One dossier, ready to be drawn."""

    dossier: Dossier
    procedure: Procedure
    state: State
    deadline: Deadline | None
    why: tuple[Text, ...]
    timeline: list[Entry]
    documents: list[Entry]
    awaited: list[str]
    sent: Sequence[StoredFile]
    results: list[Entry]
    request: happenings.SupplementRequest | None
    allowed: tuple[Action, ...]
    # Of a sealed dossier, opened with the code: what the person answered.
    answers: tuple[Entry, ...] = ()
    is_sealed: bool = False
    # How many messages of the agency are new.
    unread: int = 0


def case_of(dossier: Dossier) -> Case:
    procedure = resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)
    protection.mark(procedure)
    return Case(dossier, procedure, resources().catalogue.workflow(procedure.workflow))


def view(session: Session, dossier: Dossier, unsealed: Unsealed | None = None) -> View:
    """Gather what the page tells; of what is sealed, what the code has opened."""
    case = case_of(dossier)
    issued = documents.issued(session, dossier.id)
    awaited = documents.promised(session, dossier.id)
    files = shelf.of_dossier(session, dossier.id)
    seals.reveal(files, unsealed.owner if unsealed else None)
    answers = unsealed.answers if unsealed else dossier.answers
    drawn = attachments.drawn_signature(answers, files)
    deadline = None if dossier.closed_at else case.procedure.deadline(dossier.due_rule)
    entries = dossier.history
    return View(
        dossier=dossier,
        procedure=case.procedure,
        state=case.workflow.state(dossier.state),
        deadline=deadline,
        why=_why(session, dossier, deadline),
        timeline=happenings.timeline(case, entries, deadline, unsealed),
        documents=[downloads.document_entry(document, case.procedure) for document in issued],
        awaited=[title(promised.kind, case.procedure) for promised in awaited],
        sent=[stored for stored in files if _is_sent(stored, drawn)],
        results=[downloads.file_entry(stored) for stored in files if _is_result(stored)],
        request=happenings.open_request(case, entries),
        allowed=case.allowed("applicant"),
        answers=own_answers.shown(unsealed, files) if unsealed else (),
        is_sealed=parting.is_sealed(dossier.frozen),
        unread=conversation.unread(session, [dossier.id], Side.APPLICANT).get(dossier.id, 0),
    )


def _is_sent(stored: StoredFile, drawn: StoredFile | None) -> bool:
    """Tell a file of the filing from a result, a message's file and the drawn signature."""
    return stored.purpose not in {Purpose.RESULT, Purpose.MESSAGE} and stored is not drawn


def _is_result(stored: StoredFile) -> bool:
    return stored.purpose == Purpose.RESULT


def _why(session: Session, dossier: Dossier, deadline: Deadline | None) -> tuple[Text, ...]:
    """Count the day anew, line by line; a day that was counted otherwise is not explained so."""
    if deadline is None:
        return ()
    due = clock.due(deadline, dossier.submitted_at, calendar.read(session))
    return due.lines if due.day == dossier.due_on else ()
