"""What the page of a dossier says about its sealed part."""

from typing import Any

from sqlalchemy.orm import Session

from services.access_requests import asking
from services.access_requests.listing import Standing, standing
from services.access_requests.parts import NAMES
from services.dossiers.actions import Case
from services.policy.protection import Access
from services.web.context import now
from services.web.officer import identity_form
from services.web.officer.desk import me

LIVE = frozenset({Standing.WAITING, Standing.OPEN})


def box(session: Session, case: Case) -> dict[str, Any] | None:
    """Gather the officer's own requests and what may be done next; none where nothing is sealed."""
    if not asking.is_sealed(session, case.dossier):
        return None
    mine = asking.own(session, me(), case.dossier)
    asked = [(one, standing(one, now=now())) for one in mine]
    return {
        "asked": asked,
        "live": next((one for one, stands in asked if stands in LIVE), None),
        "is_own": is_own(case),
        "form": identity_form,
        "parts": NAMES,
    }


def is_own(case: Case) -> bool:
    """Whether the officer opens it without asking anybody."""
    return asking.least(me(), case.dossier) is Access.WITH_REASON
