"""Where the petition of an outcome goes: to agencies here, through the portal, or elsewhere."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.catalogue import UnknownProcedure
from forms.control import Control
from forms.guidance.competence import Body, Outcome
from forms.procedure import Procedure
from services.agencies import directory
from services.agencies.models import Agency
from services.web import offered
from services.web.citizen.begin import agency_control
from services.web.context import resources, today
from services.web.offered import Places


@dataclass(frozen=True)
class Ways:
    """How a petition reaches the one who decides.

    procedure: the one that can be filed here today, if any
    offline: agencies of this installation that take it in on paper or in person only
    """

    body: Body | None
    procedure: Procedure | None
    online: Places
    offline: tuple[Agency, ...]

    @property
    def control(self) -> Control:
        return agency_control(self.online.here)


def of(session: Session, outcome: Outcome) -> Ways:
    """Find the agencies that take in what this outcome's body decides."""
    body = resources().guidance.competence.body(outcome.decider)
    procedure = _procedure(outcome)
    if body is None:
        agencies = directory.on_levels(session, procedure.agency_levels) if procedure else ()
    else:
        agencies = directory.answering_for(session, body.key)
    if procedure is None:
        shown = resources().front_doors.shown(agencies)
        return Ways(body, None, Places((), ()), shown)
    of_level = [agency for agency in agencies if agency.level in procedure.agency_levels]
    return Ways(body, procedure, offered.places(procedure, of_level), ())


def _procedure(outcome: Outcome) -> Procedure | None:
    """Give the procedure, if it is in force and published."""
    if not outcome.procedure:
        return None
    try:
        return resources().catalogue.get(outcome.procedure, today())
    except UnknownProcedure:
        return None
