"""Whose session the browser's cookie names, if any."""

from flask import session

from services.accounts import login
from services.accounts.models import Officer
from services.web.context import now, resources

SIGNED_IN = "officer"


def officer() -> Officer | None:
    token = session.get(SIGNED_IN)
    if not isinstance(token, str):
        return None
    with resources().database.transaction() as transaction:
        return login.who(transaction, token, now=now())
