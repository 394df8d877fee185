"""One account: changed, closed, opened again, given a new password, handed over."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import administration, factors
from services.accounts.administration import Deed
from services.accounts.models import Officer
from services.accounts.refusals import NotYourself, RolesClash
from services.dossiers import handing_over
from services.dossiers.assignment import NobodySuch
from services.web import audited
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import people_form
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me
from services.web.officer.people import FIRST_PASSWORD, UNPROCESSABLE
from services.web.officer.people_form import Given
from storage.scope import of_agency

LARGEST = 18
Step = Callable[[Session, Officer, Deed], None]
Renewal = Callable[[Session, Officer, Deed], str]


@blueprint.get("/nguoi-dung/<int:officer_id>")
def person(officer_id: int) -> ResponseReturnValue:
    return _page(officer_id, None)


@blueprint.post("/nguoi-dung/<int:officer_id>")
@needs_confirmation()
def change_person(officer_id: int) -> ResponseReturnValue:
    given = people_form.read()
    if not given.errors:
        try:
            with resources().database.transaction() as session:
                officer = administration.account(session, me(), officer_id)
                administration.change(session, officer, given.wish(), _deed())
        except (RolesClash, NotYourself) as refusal:
            given.errors["roles"] = words(refusal.told)
    if given.errors:
        return _page(officer_id, given), UNPROCESSABLE
    flash(_("Đã lưu tài khoản."), "success")
    return redirect(url_for(".person", officer_id=officer_id))


@blueprint.post("/nguoi-dung/<int:officer_id>/khoa")
@needs_confirmation()
def disable_person(officer_id: int) -> ResponseReturnValue:
    return _done(officer_id, administration.disable, _("Đã khóa tài khoản."))


@blueprint.post("/nguoi-dung/<int:officer_id>/mo")
@needs_confirmation()
def enable_person(officer_id: int) -> ResponseReturnValue:
    return _done(officer_id, administration.enable, _("Tài khoản đã mở lại."))


@blueprint.post("/nguoi-dung/<int:officer_id>/mat-khau")
@needs_confirmation()
def renew_password(officer_id: int) -> ResponseReturnValue:
    return _renewed(officer_id, administration.give_password)


@blueprint.post("/nguoi-dung/<int:officer_id>/dat-lai")
@needs_confirmation()
def reset_factors(officer_id: int) -> ResponseReturnValue:
    return _renewed(officer_id, administration.reset_factors)


@blueprint.post("/nguoi-dung/<int:officer_id>/ban-giao")
@needs_confirmation()
def hand_over(officer_id: int) -> ResponseReturnValue:
    """Give all open dossiers to a colleague; how many there are is all that is told."""
    with resources().database.transaction() as session:
        officer = administration.account(session, me(), officer_id)
    try:
        with resources().database.transaction(of_agency(officer.agency_id)) as session:
            count = handing_over.hand_over(session, officer, _chosen(), by=me(), now=now())
    except NobodySuch:
        flash(_("Chưa bàn giao được. Hãy chọn một cán bộ trong danh sách."), "warning")
    else:
        flash(_("Đã bàn giao %(count)s hồ sơ.", count=count), "success")
    return redirect(url_for(".person", officer_id=officer_id))


def _done(officer_id: int, step: Step, done: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            step(session, administration.account(session, me(), officer_id), _deed())
    except NotYourself as refusal:
        flash(words(refusal.told), "error")
    else:
        flash(done, "success")
    return redirect(url_for(".person", officer_id=officer_id))


def _renewed(officer_id: int, renew: Renewal) -> ResponseReturnValue:
    """Show the password for one sign-in, once."""
    try:
        with resources().database.transaction() as session:
            officer = administration.account(session, me(), officer_id)
            first = renew(session, officer, _deed())
    except NotYourself as refusal:
        flash(words(refusal.told), "error")
        return redirect(url_for(".person", officer_id=officer_id))
    return render_template(
        FIRST_PASSWORD, username=officer.username, full_name=officer.full_name, password=first
    )


def _page(officer_id: int, given: Given | None) -> str:
    with resources().database.transaction() as session:
        officer = administration.account(session, me(), officer_id)
        own = factors.of(session, officer.id)
    with resources().database.transaction(of_agency(officer.agency_id)) as session:
        held = handing_over.count(session, officer)
        takers = handing_over.successors(session, officer) if held else ()
    controls = people_form.controls(given or people_form.of(officer))
    return render_template(
        "officer/person.html",
        person=officer,
        own=own,
        held=held,
        takers=takers,
        is_me=officer.id == me().id,
        is_demanded=resources().second_factor.holds_for(officer),
        controls=controls,
        errors=people_form.summary(controls),
    )


def _deed() -> Deed:
    return Deed(audited.who(), now())


def _chosen() -> int:
    given = request.form.get("to", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= LARGEST else 0
