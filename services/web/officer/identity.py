"""Ask to see who denounces, or open it oneself, with a reason."""

from collections.abc import Mapping
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.access_requests import asking
from services.access_requests.listing import Standing, standing
from services.access_requests.refusals import NotSealed, StillOpen, WishInvalid
from services.access_requests.wishes import Typed
from services.custody.models import AccessRequest
from services.dossiers.actions import Case
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import identity_form
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading
from services.web.officer.identity_box import is_own

UNPROCESSABLE, AWAY = 422, 503
NO_ERRORS: Mapping[str, Text] = {}


@blueprint.get("/ho-so/<number>/danh-tinh")
def identity(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        case = open_case(session, number)
        if not asking.is_sealed(session, case.dossier):
            return redirect(_dossier_page(number))
        live = asking.live(session, me(), case.dossier, now=now())
        if live and standing(live, now=now()) is Standing.OPEN:
            return redirect(_opened_page(number, live.id))
        return _page(session, case, Typed(""), asked=live)


@blueprint.post("/ho-so/<number>/danh-tinh")
@needs_confirmation()
def ask_identity(number: str) -> ResponseReturnValue:
    """Keep the reason first: the custodian opens nothing that is not written down."""
    typed = identity_form.read()
    try:
        with resources().database.transaction() as session:
            case = open_case(session, number)
            if asking.is_sealed(session, case.dossier) and _is_shut(case, typed):
                return _page(session, case, typed), AWAY
            made = asking.ask(session, me(), case.dossier, typed, now=now(), lasts=lasts())
    except WishInvalid as invalid:
        return _again(number, typed, invalid.errors)
    except (NotSealed, StillOpen) as refusal:
        flash(words(refusal.told), "warning")
        return redirect(_dossier_page(number))
    if standing(made, now=now()) is Standing.OPEN:
        return redirect(_opened_page(number, made.id))
    flash(_("Đã gửi yêu cầu. Người có thẩm quyền sẽ trả lời."), "success")
    return redirect(_dossier_page(number))


def _again(number: str, typed: Typed, errors: Mapping[str, Text]) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        return _page(session, open_case(session, number), typed, errors), UNPROCESSABLE


def _page(
    session: Session,
    case: Case,
    typed: Typed,
    errors: Mapping[str, Text] = NO_ERRORS,
    *,
    asked: AccessRequest | None = None,
) -> str:
    controls = identity_form.controls(typed, errors)
    return render_template(
        "officer/identity.html",
        **heading(session, case),
        controls=controls,
        errors=[(control.id, control.error) for control in controls if control.error],
        is_own=is_own(case),
        custody=identity_form.custody_of(case.dossier.id),
        asked=asked,
        minutes=resources().settings.custody.open_minutes,
    )


def _is_shut(case: Case, typed: Typed) -> bool:
    """Whether an own opening would be in vain: then its time is not begun, and the words stay."""
    if not typed.scope or not is_own(case):
        return False
    return bool(identity_form.custody_of(case.dossier.id).why)


def lasts() -> timedelta:
    return timedelta(minutes=resources().settings.custody.open_minutes)


def _dossier_page(number: str) -> str:
    return url_for("officer.dossier", number=number)


def _opened_page(number: str, request_id: int) -> str:
    return url_for("officer.opened_identity", number=number, request_id=request_id)
