"""What citizens may see and file here: procedures and agencies behind an open front door."""

from collections.abc import Iterable
from dataclasses import dataclass

from forms.catalogue import UnknownProcedure
from forms.procedure import Procedure
from services.agencies import directory
from services.agencies.front_doors import FrontDoor
from services.agencies.models import Agency
from services.custody import keys
from services.web import protection
from services.web.context import resources, today


@dataclass(frozen=True)
class Places:
    """Where a procedure is filed: with agencies here, or with others through the portal.

    unready: agencies that have no custody key yet, to which a protected filing could be sealed
    """

    here: tuple[Agency, ...]
    elsewhere: tuple[Agency, ...]
    unready: tuple[Agency, ...] = ()

    @property
    def portal_url(self) -> str:
        return resources().front_doors.portal_url


def procedures() -> list[Procedure]:
    """List the procedures in force that some agency shows to citizens."""
    levels = _shown_levels()
    current = resources().catalogue.current(today())
    return [procedure for procedure in current if levels & set(procedure.agency_levels)]


def procedure(code: str) -> Procedure:
    """Give a procedure that citizens may read.

    Raises:
        UnknownProcedure: there is none, or every agency that has it works behind.

    """
    found = resources().catalogue.get(code, today())
    if not _shown_levels() & set(found.agency_levels):
        raise UnknownProcedure(code)
    protection.mark(found)
    return found


def places(wanted: Procedure, agencies: Iterable[Agency] | None = None) -> Places:
    """Part the agencies that have a procedure, or those given, by their doors."""
    doors = resources().front_doors
    with resources().database.transaction() as session:
        if agencies is None:
            owner = resources().catalogue.owner(wanted)
            agencies = directory.offering(session, wanted.agency_levels, owner)
        able = keys.able_to_seal(session) if wanted.is_sealed else None
    shown = doors.shown(agencies)
    taking = [agency for agency in shown if doors.takes(agency, wanted)]
    return Places(
        here=tuple(agency for agency in taking if able is None or agency.id in able),
        elsewhere=tuple(agency for agency in shown if not doors.takes(agency, wanted)),
        unready=tuple(agency for agency in taking if able is not None and agency.id not in able),
    )


def _shown_levels() -> set[str]:
    doors = resources().front_doors
    with resources().database.transaction() as session:
        found = directory.levels_and_doors(session)
    return {level for level, door in found if doors.meant(door) is not FrontDoor.BACK_END}
