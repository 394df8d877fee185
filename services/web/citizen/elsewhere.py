"""The code with which a person goes on with a draft on another device."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.drafts import resuming
from services.web.citizen import attempts, visit
from services.web.context import resources

blueprint = Blueprint("elsewhere", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/ma-lam-tiep")
def show(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
        token = visit.token_of(draft_id)
        code = resuming.code_of(attempt.draft, token, resources().resume_codes)
    return render_template("citizen/elsewhere.html", attempt=attempt, code=code)


@blueprint.post("/nop/<uuid:draft_id>/ma-lam-tiep")
def renew(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        token = visit.token_of(draft_id)
        resuming.give_code(attempt.draft, token, resources().resume_codes)
    flash(_("Đây là mã mới. Mã cũ không còn mở được đơn."), "success")
    return redirect(url_for("elsewhere.show", draft_id=draft_id))


@blueprint.post("/nop/<uuid:draft_id>/roi-may")
def leave(draft_id: UUID) -> ResponseReturnValue:
    """Let go of the draft in this browser; its code still opens it."""
    visit.forget_draft(draft_id)
    flash(_("Đơn không còn mở được trên máy này nữa, trừ khi dùng mã làm tiếp."), "success")
    return redirect(url_for("resume.show"))
