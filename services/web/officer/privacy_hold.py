"""Hold a dossier back from deletion with a reason, or let it go again."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action
from services.retention import holds
from services.retention.holds import HeldAlready, NotHeld, ReasonMissing
from services.web.context import now, resources
from services.web.officer.desk import blueprint, me, open_case

REASON = "reason"
RELEASE = "release"


@blueprint.get("/ho-so/<number>/giu-lai")
def hold(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = open_case(session, number).dossier
        check.require(me(), Action.HOLD_DOSSIERS, dossier)
        return _page(session, dossier, {})


@blueprint.post("/ho-so/<number>/giu-lai")
def change_hold(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = open_case(session, number).dossier
        check.require(me(), Action.HOLD_DOSSIERS, dossier)
        errors = _change(session, dossier)
        if errors:
            return _page(session, dossier, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for(".dossier", number=number))


def offered(session: Session, dossier: Dossier) -> dict[str, Any]:
    """Tell the page of a dossier whether it is held back, and whether this officer may do so."""
    return {
        "held": holds.current(session, dossier.id),
        "may_hold": bool(check.allowed(me(), Action.HOLD_DOSSIERS, dossier)),
    }


def _change(session: Session, dossier: Dossier) -> dict[str, str]:
    try:
        if RELEASE in request.form:
            holds.release(session, dossier, by=me(), now=now())
            flash(_("Hồ sơ không còn bị giữ lại."), "success")
        else:
            holds.place(session, dossier, request.form.get(REASON, ""), by=me(), now=now())
            flash(_("Hồ sơ được giữ lại và sẽ không bị xóa."), "success")
    except ReasonMissing:
        return {REASON: _("Hãy ghi lý do, nhiều nhất %(most)s ký tự.", most=holds.LONGEST)}
    except (HeldAlready, NotHeld):
        flash(_("Có người đã đổi việc giữ hồ sơ này trước bạn. Hãy xem lại."), "warning")
    return {}


def _page(session: Session, dossier: Dossier, errors: dict[str, str]) -> str:
    held = holds.current(session, dossier.id)
    return render_template(
        "officer/privacy_hold.html",
        dossier=dossier,
        held=held,
        holder=session.get_one(Officer, held.placed_by_id) if held else None,
        most=holds.LONGEST,
        reason=request.form.get(REASON, ""),
        faults=errors,
        errors=list(errors.items()),
    )
