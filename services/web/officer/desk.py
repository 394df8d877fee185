"""The officers' blueprint: nobody passes without a session, and everybody stays in one agency."""

from typing import Any, cast

from flask import Blueprint, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import login
from services.accounts.models import Officer
from services.dossiers import look_up
from services.dossiers.actions import Case
from services.dossiers.history import Actor
from services.dossiers.models import Dossier
from services.web.context import now, resources

SIGNED_IN = "officer"
SIGN_IN = "officer.sign_in"
OPEN = frozenset({SIGN_IN, "officer.check"})

blueprint = Blueprint("officer", __name__, url_prefix="/can-bo")


@blueprint.before_request
def require_officer() -> ResponseReturnValue | None:
    """Put the officer into `g`, or ask to sign in and come back."""
    if request.endpoint in OPEN:
        return None
    officer = signed_in()
    if officer is None:
        if session.pop(SIGNED_IN, None):
            flash(_("Phiên làm việc đã hết hạn. Hãy đăng nhập lại để làm tiếp."), "warning")
        return redirect(url_for(SIGN_IN, next=_way_back()))
    g.officer = officer
    return None


@blueprint.context_processor
def frame() -> dict[str, Any]:
    """Give the frame of the page its officer."""
    officer: Officer | None = g.get("officer")
    if officer is None:
        return {}
    name, agency_name = officer.full_name, officer.agency.name
    return {
        "officer": {
            "name": name,
            "agency_name": agency_name,
            "may_author": officer.may_author,
        }
    }


def signed_in() -> Officer | None:
    token = session.get(SIGNED_IN)
    if not isinstance(token, str):
        return None
    with resources().database.transaction() as transaction:
        return login.who(transaction, token, now=now())


def me() -> Officer:
    return cast("Officer", g.officer)


def actor() -> Actor:
    return Actor("officer", me().full_name, me().id)


def open_case(transaction: Session, number: str) -> Case:
    """Open a dossier of the own agency.

    Raises:
        DossierMissing: another agency's dossier does not exist for this officer.

    """
    return case_of(look_up.in_agency(transaction, me().agency_id, number))


def case_of(dossier: Dossier) -> Case:
    catalogue = resources().catalogue
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return Case(dossier, procedure, catalogue.workflow(procedure.workflow))


def _way_back() -> str:
    """Name the page that was asked for; a form that was sent leads back to its empty page."""
    if request.query_string and request.method == "GET":
        return request.full_path
    return request.path
