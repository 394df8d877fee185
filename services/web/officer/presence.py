"""The own session of whoever is signed in, inside a transaction, and its cookies."""

from typing import cast

from flask import Response, g, request, session, url_for
from flask.wrappers import Response as Answer
from sqlalchemy.orm import Session

from services.accounts import tries
from services.accounts.models import Officer, OfficerSession
from services.accounts.passkeys import Site
from services.accounts.tries import KNOWN_FOR
from services.web import languages
from services.web.context import now, resources
from services.web.pages import NAME
from services.web.signed_in import SIGNED_IN

DEVICE = "motcua-device"
LONGEST_TOKEN = 100


def mine(transaction: Session) -> OfficerSession:
    """Load the own session anew, to change it."""
    row = cast("OfficerSession", g.signed_in)
    return transaction.get_one(OfficerSession, row.token_hash)


def site() -> Site:
    return Site.at(resources().settings.base_url, NAME)


def device() -> str:
    """Give what a browser keeps in which somebody signed in before."""
    return request.cookies.get(DEVICE, "")[:LONGEST_TOKEN]


def keep_token(token: str) -> None:
    """Forget all that the browser brought along, but for the language of the pages."""
    language = session.get(languages.KEY)
    session.clear()
    if language:
        session[languages.KEY] = language
    if token:
        session[SIGNED_IN] = token


def remember_device(transaction: Session, officer: Officer) -> str:
    return tries.remember(transaction, officer, device(), now=now())


def keep_device(answer: Response | Answer, token: str) -> None:
    """Let this browser be known again, on the officers' pages only."""
    answer.set_cookie(
        DEVICE,
        token,
        max_age=KNOWN_FOR,
        path=url_for("officer.inbox"),
        secure=resources().settings.secure,
        httponly=True,
        samesite="Lax",
    )
