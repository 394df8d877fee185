"""The agencies that take filings."""

from typing import Any

from flask.typing import ResponseReturnValue

from services.agencies import directory
from services.agencies.front_doors import FilingLogin
from services.agencies.models import Agency
from services.web.api import schemas
from services.web.api.blueprint import Answer, Given, operation
from services.web.context import resources


@operation(
    "GET /agencies",
    Answer(schema=schemas.AgencyList),
    given=Given(schema=schemas.AgencyQuery, location="query"),
    refuses=(422,),
    summary="List the agencies, in Vietnamese order",
)
def list_agencies(query: dict[str, str]) -> ResponseReturnValue:
    levels = [query["level"]] if "level" in query else schemas.LEVELS
    with resources().database.transaction() as session:
        shown = resources().front_doors.shown(directory.on_levels(session, levels))
        found = [_told(agency) for agency in shown]
    return {"agencies": found, "portal_url": resources().front_doors.portal_url}


def _told(agency: Agency) -> dict[str, Any]:
    names = ("code", "name", "level", "unit_code", "address", "phone", "email", "desk_name")
    parent = agency.parent.code if agency.parent else None
    doors = resources().front_doors
    login = doors.login_of(agency) if doors.has_login else FilingLogin.OPTIONAL
    return {
        **{name: getattr(agency, name) for name in names},
        "parent": parent,
        "front_door": doors.of(agency),
        "filing_login": login,
    }
