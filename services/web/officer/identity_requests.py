"""Requests to see an identity: the list, and the page on which one is answered."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.access_requests import deciding, listing, parts
from services.access_requests.deciding import Answer, RequestMissing, Verdict
from services.access_requests.listing import Filters, Order, Standing
from services.access_requests.refusals import AlreadyDecided, WishInvalid
from services.accounts.models import Officer
from services.custody.models import AccessRequest
from services.custody.refusals import OwnApproval
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import identity, identity_form
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me

UNPROCESSABLE = 422
LARGEST = 18
VERDICT = "verdict"


@blueprint.get("/yeu-cau-danh-tinh")
def identity_requests() -> ResponseReturnValue:
    filters = _asked()
    with resources().database.transaction() as session:
        page = listing.page(session, me().agency_id, filters, now=now())
    return render_template(
        "officer/identity_requests.html",
        filters=filters,
        rows=[(row, listing.standing(row, now=now())) for row in page.rows],
        later=_address(filters, page.later) if page.later else "",
        first=_address(filters) if filters.after else "",
        form=identity_form,
        orders=Order,
        me=me(),
        parts=parts,
    )


@blueprint.get("/yeu-cau-danh-tinh/<int:request_id>")
def identity_request(request_id: int) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        return _page(session, request_id, "")


@blueprint.post("/yeu-cau-danh-tinh/<int:request_id>")
@needs_confirmation()
def answer_identity_request(request_id: int) -> ResponseReturnValue:
    text = identity_form.read().reason
    try:
        _answer(request_id, text)
    except WishInvalid as invalid:
        with resources().database.transaction() as session:
            error = words(invalid.errors[deciding.REASON])
            return _page(session, request_id, text, error), UNPROCESSABLE
    except (AlreadyDecided, OwnApproval) as refusal:
        flash(words(refusal.told), "warning")
    else:
        flash(_("Đã trả lời yêu cầu. Việc này đã được ghi vào nhật ký."), "success")
    return redirect(url_for(".identity_request", request_id=request_id))


@blueprint.post("/yeu-cau-danh-tinh/<int:request_id>/thu-hoi")
def revoke_identity(request_id: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            deciding.revoke(session, me(), request_id, now=now())
    except RequestMissing:
        abort(404)
    flash(_("Đã thu hồi. Người yêu cầu không xem được nữa."), "success")
    return redirect(url_for(".identity_request", request_id=request_id))


def _answer(request_id: int, text: str) -> None:
    try:
        verdict = Verdict(request.form.get(VERDICT, ""))
    except ValueError:
        abort(400)
    given = Answer(request_id, verdict, text)
    try:
        with resources().database.transaction() as session:
            deciding.answer(session, me(), given, now=now(), lasts=identity.lasts())
    except RequestMissing:
        abort(404)


def _page(session: Session, request_id: int, typed: str, error: str = "") -> str:
    try:
        asked = deciding.find(session, me(), request_id)
    except RequestMissing:
        abort(404)
    control = identity_form.answer_control(typed, error)
    return render_template(
        "officer/identity_request.html",
        asked=asked.request,
        dossier=asked.dossier,
        standing=listing.standing(asked.request, now=now()),
        requester=session.get_one(Officer, asked.request.requester_id),
        approver=_approver(session, asked.request),
        control=control,
        errors=[(control.id, error)] if error else [],
        form=identity_form,
        parts=[parts.NAMES[part] for part in parts.known(asked.request.scope)],
        me=me(),
        minutes=resources().settings.custody.open_minutes,
    )


def _approver(session: Session, asked: AccessRequest) -> Officer | None:
    return session.get(Officer, asked.approver_id) if asked.approver_id else None


def _asked() -> Filters:
    """Read the address; what makes no sense is as if it were not there."""
    after = request.args.get("trang", "")
    return Filters(
        standing=request.args.get("tinh-trang", None, Standing),
        order=request.args.get("sap-xep", Order.NEWEST, Order),
        after=int(after) if after.isdecimal() and len(after) <= LARGEST else 0,
    )


def _address(filters: Filters, after: int = 0) -> str:
    given: dict[str, Any] = {
        "tinh-trang": filters.standing or "",
        "sap-xep": filters.order if filters.order is not Order.NEWEST else "",
        "trang": after or "",
    }
    kept = {key: str(value) for key, value in given.items() if value}
    return url_for("officer.identity_requests", **kept)  # type: ignore[arg-type]
