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
from services.dossiers import attachments
from services.dossiers.actions import Case
from services.dossiers.models import Dossier
from services.files import shelf
from services.files.models import Purpose, StoredFile
from services.web import downloads, protection
from services.web.citizen import happenings
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


def case_of(dossier: Dossier) -> Case:
    procedure = resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)
    protection.mark(procedure)
    return Case(dossier, procedure, resources().catalogue.workflow(procedure.workflow))


def view(session: Session, dossier: Dossier) -> View:
    case = case_of(dossier)
    issued = documents.issued(session, dossier.id)
    awaited = documents.promised(session, dossier.id)
    files = shelf.of_dossier(session, dossier.id)
    drawn = attachments.drawn_signature(dossier.answers, files)
    deadline = None if dossier.closed_at else case.procedure.deadline(dossier.due_rule)
    entries = dossier.history
    return View(
        dossier=dossier,
        procedure=case.procedure,
        state=case.workflow.state(dossier.state),
        deadline=deadline,
        why=_why(session, dossier, deadline),
        timeline=happenings.timeline(case, entries, deadline),
        documents=[downloads.document_entry(document, case.procedure) for document in issued],
        awaited=[title(promised.kind, case.procedure) for promised in awaited],
        sent=[stored for stored in files if _is_sent(stored, drawn)],
        results=[downloads.file_entry(stored) for stored in files if _is_result(stored)],
        request=happenings.open_request(case, entries),
        allowed=case.allowed("applicant"),
    )


def _is_sent(stored: StoredFile, drawn: StoredFile | None) -> bool:
    """Tell a file that the person attached from a result and from the drawn signature."""
    return stored.purpose != Purpose.RESULT and stored is not drawn


def _is_result(stored: StoredFile) -> bool:
    return stored.purpose == Purpose.RESULT


def _why(session: Session, dossier: Dossier, deadline: Deadline | None) -> tuple[Text, ...]:
    """Count the day anew, line by line; a day that was counted otherwise is not explained so."""
    if deadline is None:
        return ()
    due = clock.due(deadline, dossier.submitted_at, calendar.read(session))
    return due.lines if due.day == dossier.due_on else ()
