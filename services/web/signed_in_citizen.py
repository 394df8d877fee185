"""Which citizen the browser's cookie names, if one has signed in; and the way to the provider."""

from typing import cast

from flask import Flask, g, session
from sqlalchemy.exc import SQLAlchemyError

from services.citizens import sessions
from services.citizens.sessions import SignedIn
from services.openid.client import Client
from services.web.context import now, resources

# In the cookie: the secret of the session, and where a form that signs out may lead.
CITIZEN = "citizen"
CITIZEN_EXITS = "citizen_exits"
BACK = "/dang-nhap/ket-qua"
AFTER = "/dang-xuat/xong"


def join(app: Flask) -> None:
    # Called by the pages of citizens alone: officers' pages may not look.
    app.context_processor(lambda: {"has_login": has_login, "is_signed_in": is_signed_in})


def has_login() -> bool:
    """Tell whether this installation lets citizens sign in."""
    return resources().citizens_provider is not None


def is_signed_in() -> bool:
    """Tell the frame of a page; an error page is drawn although the database is away."""
    try:
        return has_login() and citizen() is not None
    except SQLAlchemyError:
        return False


def client() -> Client | None:
    provider = resources().citizens_provider
    return Client(provider, resources().settings.base_url + BACK) if provider else None


def token() -> str:
    given = session.get(CITIZEN)
    return given if isinstance(given, str) else ""


def citizen() -> SignedIn | None:
    """Tell who is signed in; looked up once for each request, and not at all without a cookie."""
    if "citizen" not in g:
        g.citizen = _found() if token() else None
    return cast("SignedIn | None", g.citizen)


def keep(fresh: str, exits: tuple[str, ...]) -> None:
    session[CITIZEN] = fresh
    session[CITIZEN_EXITS] = list(exits)
    g.pop("citizen", None)


def let_go() -> None:
    """Forget the session in the browser, and what its pages may still hold open."""
    session.pop(CITIZEN, None)
    session.pop(CITIZEN_EXITS, None)
    g.citizen = None


def exits() -> list[str]:
    """Give the places outside to which a form of this page may lead."""
    return [*g.get("ways_out", ()), *session.get(CITIZEN_EXITS, ())]


def _found() -> SignedIn | None:
    with resources().database.transaction() as transaction:
        return sessions.find(transaction, token(), now=now())
