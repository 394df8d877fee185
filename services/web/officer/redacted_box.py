"""What the page of a dossier says about its redacted copy."""

from typing import Any

from sqlalchemy.orm import Session

from services.access_requests import asking
from services.dossiers.actions import Case
from services.policy import check
from services.policy.table import Action
from services.redaction import reading
from services.web.officer.desk import me


def box(session: Session, case: Case) -> dict[str, Any] | None:
    """Tell whether there is a copy, and who may do what; none for whom it does not concern."""
    dossier = case.dossier
    if not check.allowed(me(), Action.READ_REDACTED, dossier):
        return None
    if not asking.is_sealed(session, dossier):
        return None
    may_redact = bool(check.allowed(me(), Action.REDACT, dossier))
    return {"issued": reading.newest(session, dossier), "may_redact": may_redact}
