"""Withdraw a dossier, after a second thought on a page of its own."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.text import Text
from services.dossiers.models import Dossier
from services.dossiers.refusals import ActionNotAllowed, InputsInvalid
from services.web.citizen import dossier_page, opened, pressed
from services.web.context import resources
from services.web.languages import words

WITHDRAW = "withdraw"
REASON = "reason"

blueprint = Blueprint("withdrawal", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so/rut")
def ask() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
    if WITHDRAW not in {
        action.name for action in dossier_page.case_of(dossier).allowed("applicant")
    }:
        raise ActionNotAllowed(WITHDRAW, dossier.state)
    return _page(dossier, {})


@blueprint.post("/tra-cuu/ho-so/rut")
def withdraw() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        if pressed.stays():
            return _page(dossier, {})
        try:
            opened.act(session, dossier, WITHDRAW, {REASON: request.form.get(REASON, "")})
        except InputsInvalid as refused:
            return _page(dossier, refused.errors), HTTPStatus.UNPROCESSABLE_ENTITY
        state = dossier_page.case_of(dossier).workflow.state(dossier.state)
    flash(words(state.words), "success")
    return redirect(url_for("follow_up.show"))


def _page(dossier: Dossier, errors: dict[str, Text]) -> str:
    case = dossier_page.case_of(dossier)
    action = case.workflow.action(WITHDRAW)
    target = case.workflow.state(action.target(dossier.state) or dossier.state)
    return render_template(
        "citizen/withdraw.html",
        action=action,
        target=target,
        dossier=dossier,
        reason=request.form.get(REASON, ""),
        fault=words(errors[REASON]) if REASON in errors else "",
        errors=[(key, words(text)) for key, text in errors.items()],
    )
