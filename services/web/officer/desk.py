"""The officers' blueprint: nobody passes without a session, and everybody stays in one agency."""

from collections.abc import Mapping
from typing import Any, cast

from flask import Blueprint, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts.models import Officer, OfficerSession
from services.accounts.sessions import PASSWORD_WAY
from services.audit.trail import Outcome
from services.dossiers import look_up
from services.dossiers.actions import Case
from services.dossiers.history import Actor
from services.dossiers.look_up import DossierMissing
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action
from services.web import access, audited
from services.web.context import resources
from services.web.signed_in import SIGNED_IN, found
from storage.scope import NOBODY, narrow, of_agency

SIGN_IN = "officer.sign_in"
# The pages of a draft number its sections; those of a dossier bear its number.
NAMED = {
    "procedure_draft": "draft_id",
    "custody_key": "key_id",
    "dossier": "number",
    "data_request": "request_id",
    "deletion": "deletion_id",
}
OPEN = frozenset(
    {
        SIGN_IN,
        "officer.check",
        "officer.second_step",
        "officer.check_second_step",
        "officer.begin_elsewhere",
        "officer.finish_elsewhere",
    }
)
# Until the password is the own one, and until there is a second factor where one is demanded,
# these are the only pages there are.
LEAVE = frozenset({"officer.sign_out"})
OWN_PASSWORD = LEAVE | {"officer.change_password", "officer.save_password"}
OWN_FACTOR = LEAVE | {
    "officer.account",
    "officer.set_up_app",
    "officer.finish_app",
    "officer.add_passkey",
    "officer.keep_passkey",
    "officer.renew_recovery_codes",
    "officer.confirm",
    "officer.check_confirmation",
}

blueprint = Blueprint("officer", __name__, url_prefix="/can-bo")


@blueprint.before_request
def require_officer() -> ResponseReturnValue | None:
    """Put the officer into `g`, or ask to sign in and come back.

    From here on every transaction of the request sees the officer's agency and no other.
    """
    narrow(NOBODY)
    if request.endpoint in OPEN:
        return None
    here = found()
    if here is None:
        if session.pop(SIGNED_IN, None):
            flash(_("Phiên làm việc đã hết hạn. Hãy đăng nhập lại để làm tiếp."), "warning")
        return redirect(url_for(SIGN_IN, next=_way_back()))
    officer = here.officer
    g.signed_in, g.officer = here, officer
    narrow(of_agency(officer.agency_id))
    obstacle = _obstacle(here)
    if obstacle:
        return redirect(url_for(obstacle))
    g.asked_for = _asked_for(request.view_args or {})
    asked = access.rule(str(request.endpoint))
    if isinstance(asked, Action):
        check.require(officer, asked)
    return None


def _obstacle(here: OfficerSession) -> str:
    """Name the page that has to be dealt with before all others, if there is one."""
    officer = here.officer
    # Whoever comes through the agency's provider may have no password here at all.
    if officer.must_change and here.way == PASSWORD_WAY:
        return "" if request.endpoint in OWN_PASSWORD else "officer.change_password"
    if here.factor or not resources().second_factor.holds_for(officer):
        return ""
    return "" if request.endpoint in OWN_FACTOR | OWN_PASSWORD else "officer.account"


def _asked_for(arguments: Mapping[str, Any]) -> tuple[str, str]:
    """Name what the address is about, as the audit names it."""
    kinds = (kind for kind, argument in NAMED.items() if argument in arguments)
    kind = next(kinds, "")
    return kind, str(arguments[NAMED[kind]]) if kind else ""


@blueprint.context_processor
def frame() -> dict[str, Any]:
    """Give the frame of the page its officer."""
    officer: Officer | None = g.get("officer")
    if officer is None:
        return {}
    shown = {"name": officer.full_name, "agency_name": officer.agency.name}
    return {"officer": shown, "may": may}


def may(action: str) -> bool:
    """Whether the page may offer a way there; the way itself asks again."""
    return bool(check.allowed(me(), Action(action)))


def me() -> Officer:
    return cast("Officer", g.officer)


def actor() -> Actor:
    return Actor("officer", me().full_name, me())


def open_case(transaction: Session, number: str) -> Case:
    """Open a dossier of the own agency.

    Raises:
        DossierMissing: another agency's dossier does not exist for this officer.
        NotPermitted: it is not this officer's to read.

    """
    try:
        return case_of(look_up.for_officer(transaction, me(), number))
    except DossierMissing:
        missing = {"outcome": Outcome.DENIED, "reason": "missing"}
        audited.note(Action.READ.value, "dossier", number, **missing)
        raise


def case_of(dossier: Dossier) -> Case:
    catalogue = resources().catalogue
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return Case(dossier, procedure, catalogue.workflow(procedure.workflow))


def _way_back() -> str:
    """Name the page that was asked for; a form that was sent leads back to its empty page."""
    if request.query_string and request.method == "GET":
        return request.full_path
    return request.path
