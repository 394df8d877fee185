"""Whose session the browser's cookie names, if any; and what the browser says of itself."""

from flask import request, session

from services.accounts import agents, sessions
from services.accounts.models import Officer, OfficerSession, Stage
from services.accounts.sessions import ELSEWHERE, INSIDE, Browser
from services.agencies import networks
from services.agencies.models import Agency
from services.web.context import now, resources

SIGNED_IN = "officer"


def token() -> str:
    given = session.get(SIGNED_IN)
    return given if isinstance(given, str) else ""


def browser(agency: Agency | None = None) -> Browser:
    """Tell what is known of the browser; from which place only beside the agency."""
    agent = request.user_agent.string
    inside = agency is not None and networks.is_inside(agency, request.remote_addr or "")
    return Browser(agents.mark(agent), agents.device(agent), INSIDE if inside else ELSEWHERE)


def found(stage: Stage = Stage.OPEN) -> OfficerSession | None:
    given = token()
    if not given:
        return None
    with resources().database.transaction() as transaction:
        return sessions.find(transaction, given, now=now(), browser=browser(), stage=stage)


def officer() -> Officer | None:
    row = found()
    return row.officer if row else None
