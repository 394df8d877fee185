"""Discard a draft, after a second thought on a page of its own."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.drafts import drafts
from services.web.citizen import attempts, visit
from services.web.context import resources

blueprint = Blueprint("discarding", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/bo-don")
def ask(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
    return render_template("citizen/discard.html", attempt=attempt)


@blueprint.post("/nop/<uuid:draft_id>/bo-don")
def discard(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        drafts.discard(session, attempt.draft)
    visit.forget_draft(draft_id)
    flash(_("Đã bỏ đơn đang điền."), "success")
    return redirect(url_for("catalogue.index"))
