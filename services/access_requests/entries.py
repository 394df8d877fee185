"""Enter into the audit who asked, who answered, what was shown and what was refused."""

from typing import Any

from services.accounts.models import Officer
from services.audit.trail import Note, Outcome, Who
from services.custody.models import AccessRequest
from services.dossiers.models import Dossier

ASK = "identity.ask"
OPEN = "identity.open"
READ = "identity.read"
FETCH = "identity.file"
APPROVE = "identity.approve"
DECLINE = "identity.decline"
CLOSE = "identity.close"


def of_request(action: str, officer: Officer, dossier: Dossier, request: AccessRequest) -> Note:
    """Tell all that is known of a request: who may say afterwards that it was not so."""
    told = {
        "request": request.id,
        "basis": request.basis,
        "requester": request.requester_id,
        "why": request.reason,
        "scope": list(request.scope),
        "approver": request.approver_id,
        "answer": request.answer,
        "until": request.expires_at.isoformat() if request.expires_at else None,
    }
    facts = {key: value for key, value in told.items() if value}
    return _note(action, officer, dossier, facts=facts)


def refused(
    action: str, officer: Officer, dossier: Dossier, *, request_id: int, why: str, outcome: Outcome
) -> Note:
    facts = {"request": request_id}
    return _note(action, officer, dossier, facts=facts, outcome=outcome, reason=why)


def _note(action: str, officer: Officer, dossier: Dossier, **more: Any) -> Note:
    who = Who("officer", officer.id, officer.agency_id)
    return Note(action, who, ("dossier", dossier.number), dossier.agency_id, **more)
