"""Follow a dossier with its number and access code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.procedure import Procedure
from forms.text import Text
from forms.workflow import Workflow
from services.audit.trail import Outcome
from services.documents import shelf as documents
from services.documents.models import IssuedDocument
from services.dossiers import look_up, parting, unsealing
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.submission import SUBMIT
from services.dossiers.unsealing import Unsealed
from services.files import seals
from services.files import shelf as files
from services.files.models import StoredFile
from services.identity.files import Owner
from services.messages import conversation
from services.messages.models import Side
from services.web import access, audited, puzzle_gate, puzzle_programs
from services.web.access import Open
from services.web.api import dossier_schemas
from services.web.api.blueprint import Answer, blueprint, operation
from services.web.api.procedures import both
from services.web.api.refusals import CodeNotGiven
from services.web.api.uploads import told as file_told
from services.web.context import resources
from services.web.document_titles import title

OPENED = "dossier.open_by_code"
SUBMITTED = Text("Người nộp đã nộp hồ sơ.", "The applicant filed the dossier.")
# Either header carries the access code.
SECURITY: list[dict[str, list[str]]] = [{"accessCode": []}, {"accessCodeHeader": []}]


@dataclass(frozen=True)
class Opened:
    """A dossier, and what is sealed of it, for whoever brought the code."""

    dossier: Dossier
    unsealed: Unsealed | None

    @property
    def seal(self) -> Owner | None:
        return self.unsealed.owner if self.unsealed else None

    def files(self, session: Session) -> Sequence[StoredFile]:
        found = files.of_dossier(session, self.dossier.id)
        seals.reveal(found, self.seal)
        return found


def opened(session: Session, number: str) -> Opened:
    """Give the dossier to whoever brings its code.

    Raises:
        CodeNotGiven: neither header brings a code.
        DossierMissing: which of the two is wrong is not told.
        WrongKey, Tampered: something is not as it was sealed.

    """
    code = _code()
    try:
        dossier = look_up.by_code(session, resources().access_codes, number=number, code=code)
    except look_up.DossierMissing as missing:
        denied = {"outcome": Outcome.DENIED, "reason": "wrong"}
        audited.note(OPENED, "dossier", missing.number, **denied)
        puzzle_gate.failed()
        raise
    audited.note(OPENED, "dossier", dossier.number, agency_id=dossier.agency_id)
    if not parting.is_sealed(dossier.frozen):
        return Opened(dossier, None)
    g.sealed_number, g.sealed_agency = dossier.number, dossier.agency_id
    key = resources().access_codes.key(code)
    return Opened(dossier, unsealing.by_code(session, dossier, key))


def ask_for_a_code() -> None:
    """Ask for the code before anything else of the request is read."""
    if access.rule(request.endpoint or "") is Open.BY_SECRET:
        _code()


blueprint.before_request(ask_for_a_code)


def _code() -> str:
    bearer = request.authorization
    code = (bearer.token if bearer else None) or request.headers.get("X-Access-Code")
    if not code:
        raise CodeNotGiven
    return code


@operation(
    "GET /dossiers/<number>",
    Answer(schema=dossier_schemas.Dossier),
    refuses=(401, 404),
    summary="Where a dossier stands",
    security=SECURITY,
    parameters=[puzzle_programs.PARAMETER],
)
def get_dossier(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        found = opened(session, number)
        return _told(found) | _papers(session, found)


def _told(found: Opened) -> dict[str, Any]:
    dossier, unsealed = found.dossier, found.unsealed
    catalogue = resources().catalogue
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    workflow = catalogue.workflow(procedure.workflow)
    return {
        "number": dossier.number,
        "procedure": {**vars(procedure), "title": both(procedure.title)},
        "agency": dossier.agency,
        "state": _state(workflow, dossier.state),
        "submitted_at": dossier.submitted_at,
        "received_at": dossier.received_at,
        "closed_at": dossier.closed_at,
        "due_on": dossier.due_on,
        "due_label": _due(procedure, dossier.due_rule),
        "history": [
            _event(workflow, entry, unsealed.inputs(entry) if unsealed else entry.inputs)
            for entry in dossier.history
        ],
    }


def _papers(session: Session, found: Opened) -> dict[str, Any]:
    dossier = found.dossier
    return {
        "documents": [_document(dossier, one) for one in documents.issued(session, dossier.id)],
        "being_made": [one.kind for one in documents.promised(session, dossier.id)],
        "files": [file_link(dossier, one) for one in found.files(session)],
        "unread_messages": conversation.unread(session, [dossier.id], Side.APPLICANT).get(
            dossier.id, 0
        ),
    }


def _state(workflow: Workflow, name: str) -> dict[str, Any]:
    state = workflow.state(name)
    return {**vars(state), "label": both(state.label), "explanation": both(state.words)}


def _due(procedure: Procedure, rule: str) -> dict[str, str] | None:
    deadline = procedure.deadline(rule)
    return both(deadline.label) if deadline else None


def _event(workflow: Workflow, entry: HistoryEntry, inputs: dict[str, Any]) -> dict[str, Any]:
    text = SUBMITTED if entry.action == SUBMIT else workflow.action(entry.action).history
    return {
        "at": entry.at,
        "action": entry.action,
        "by": entry.actor_kind,
        "text": both(text),
        "state": entry.to_state,
        "inputs": inputs,
    }


def _document(dossier: Dossier, document: IssuedDocument) -> dict[str, Any]:
    href = url_for("api.get_document", number=dossier.number, document=document.id)
    procedure = resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)
    named = {
        "title": title(document.kind, procedure),
        "sha256": document.sha256.hex(),
        "href": href,
    }
    return {**vars(document), **named}


def file_link(dossier: Dossier, stored: StoredFile) -> dict[str, Any]:
    """Describe a file with the address that gives it to whoever brings the code."""
    href = url_for("api.get_file", number=dossier.number, file=stored.id)
    return {**file_told(stored), "href": href}
