"""Begin a new custody key: who holds a share, and how many of them it takes."""

from collections.abc import Sequence

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.control import Control, Option
from services.accounts.models import Officer
from services.custody import permissions
from services.custody.refusals import CustodyRefusal
from services.policy.table import Role
from services.web.context import resources
from services.web.languages import words
from services.web.officer import custody_page
from services.web.officer.confirming import needs_confirmation
from services.web.officer.custody_page import own_keys
from services.web.officer.desk import blueprint, me

TEMPLATE = "officer/custody_plan.html"
THRESHOLDS = ("2", "3", "4", "5")
MOST_HOLDERS = 9


@blueprint.get("/giu-khoa/lap-khoa")
@needs_confirmation()
def plan_key() -> ResponseReturnValue:
    officers, renewing = _allowed()
    return custody_page.page(TEMPLATE, _controls(officers, {}), renewing=renewing)


@blueprint.post("/giu-khoa/lap-khoa")
@needs_confirmation()
def begin_key() -> ResponseReturnValue:
    officers, renewing = _allowed()
    errors = _begun(_chosen(officers))
    if errors:
        return custody_page.page(TEMPLATE, _controls(officers, errors), renewing=renewing)
    flash(_("Đã bắt đầu. Mỗi người giữ khóa hãy vào trang này và nhận phần của mình."), "success")
    return redirect(url_for(".custody"))


def _begun(holders: Sequence[int]) -> dict[str, str]:
    """Begin, or say what is wrong at which field."""
    chosen = request.form.get("threshold", "")
    threshold = int(chosen) if chosen in THRESHOLDS else 0
    try:
        resources().custodian.begin(me().agency_id, holders, threshold, by=me().id)
    except CustodyRefusal as refusal:
        return {"holders": words(refusal.told)}
    return {}


def _allowed() -> tuple[Sequence[Officer], bool]:
    """List those who may hold a share, for whoever may begin a key; tell whether it has one."""
    with resources().database.transaction() as session:
        own = own_keys(session)
        if not permissions.may_plan(me(), own):
            abort(403)
        return _colleagues(session), bool(own)


def _colleagues(session: Session) -> Sequence[Officer]:
    return session.scalars(
        select(Officer)
        .where(
            Officer.agency_id == me().agency_id,
            Officer.active,
            Officer.works_as(Role.CUSTODIAN),
        )
        .order_by(Officer.full_name)
    ).all()


def _chosen(officers: Sequence[Officer]) -> list[int]:
    given = set(request.form.getlist("holders"))
    return [officer.id for officer in officers if str(officer.id) in given][: MOST_HOLDERS + 1]


def _controls(officers: Sequence[Officer], errors: dict[str, str]) -> tuple[Control, ...]:
    people = tuple(
        Option(str(officer.id), officer.full_name, hint=officer.position) for officer in officers
    )
    numbers = tuple(Option(number, _("%(number)s người", number=number)) for number in THRESHOLDS)
    return (
        Control(
            "holders",
            "holders",
            "checkboxes",
            _("Ai giữ khóa"),
            hint=_("Từ 3 đến 9 người. Nên chọn những người ít khi vắng cùng lúc."),
            error=errors.get("holders", ""),
            value=tuple(request.form.getlist("holders")),
            options=people,
        ),
        Control(
            "threshold",
            "threshold",
            "radios",
            _("Cần bao nhiêu người cùng mở"),
            hint=_("Phải ít hơn số người giữ, để khi vắng một người vẫn mở được."),
            value=request.form.get("threshold", THRESHOLDS[0]),
            options=numbers,
        ),
    )
