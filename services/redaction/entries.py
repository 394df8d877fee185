"""Enter into the audit who made, looked at, issued, read or recalled a redacted copy."""

from services.accounts.models import Officer
from services.audit.trail import Note, Who
from services.dossiers.models import Dossier

BEGIN = "redaction.begin"
LOOK = "redaction.look"
ISSUE = "redaction.issue"
DISCARD = "redaction.discard"
RECALL = "redaction.recall"
READ = "redacted.read"
FETCH = "redacted.download"


def note(action: str, officer: Officer, dossier: Dossier, **facts: object) -> Note:
    """Tell numbers and ids; what was masked is told nowhere."""
    who = Who("officer", officer.id, officer.agency_id)
    return Note(action, who, ("dossier", dossier.number), dossier.agency_id, facts=facts)
