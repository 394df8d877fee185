"""Whose a dossier is: take it over, or give it to a colleague."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.dossiers import assignment
from services.dossiers.assignment import NobodySuch
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action
from services.web.context import now, resources
from services.web.officer.desk import blueprint, me, open_case

TO = "to"
LARGEST = 18


@blueprint.post("/ho-so/<number>/nhan-ve")
def take(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        assignment.take(session, open_case(session, number).dossier, me(), now=now())
    flash(_("Hồ sơ này nay do bạn phụ trách."), "success")
    return redirect(url_for(".dossier", number=number))


@blueprint.post("/ho-so/<number>/giao")
def assign(number: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            dossier = open_case(session, number).dossier
            assignment.assign(session, dossier, _chosen(), by=me(), now=now())
    except NobodySuch:
        flash(_("Chưa giao được. Hãy chọn một cán bộ trong danh sách."), "warning")
    else:
        flash(_("Đã giao hồ sơ."), "success")
    return redirect(url_for(".dossier", number=number))


def offered(session: Session, dossier: Dossier) -> dict[str, Any]:
    """Tell the page whose the dossier is, and what this officer may change about that."""
    holder = session.get(Officer, dossier.assigned_to_id) if dossier.assigned_to_id else None
    may_assign = check.allowed(me(), Action.ASSIGN, dossier)
    others = assignment.candidates(session, dossier.agency_id) if may_assign else ()
    is_mine = dossier.assigned_to_id == me().id
    return {
        "holder": holder,
        "may_take": not is_mine and bool(check.allowed(me(), Action.TAKE, dossier)),
        "candidates": [one for one in others if holder is None or one.id != holder.id],
    }


def _chosen() -> int:
    given = request.form.get(TO, "")
    return int(given) if given.isdecimal() and len(given) <= LARGEST else 0
