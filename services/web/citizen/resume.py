"""Go on with a filing: by its code from another device, or where it was left on this one."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.dossiers.access_codes import is_well_formed
from services.drafts import resuming
from services.drafts.drafts import DraftMissing
from services.web import puzzle_gate
from services.web.citizen import attempts, typed_codes, unfinished, visit
from services.web.context import now, resources

CODE = "ma"

blueprint = Blueprint("resume", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/tiep-tuc")
def show() -> ResponseReturnValue:
    return _page("", "")


@blueprint.post("/nop/tiep-tuc")
def find() -> ResponseReturnValue:
    code = typed_codes.clean(request.form.get(CODE, ""))
    error = _slip(code)
    if error:
        return _page(code, error), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with resources().database.transaction() as session:
            found = resuming.resume(session, resources().resume_codes, code, now=now())
            visit.keep_draft(found.draft.id, found.token)
            attempt = attempts.look_at(session, found.draft.id)
    except DraftMissing:
        puzzle_gate.failed()
        return _page(code, _wrong()), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(attempt.url(attempt.left_off()))


@blueprint.get("/nop/<uuid:draft_id>")
def go_on(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
    return redirect(attempt.url(attempt.left_off()))


def _slip(code: str) -> str:
    """Tell what can be told without looking: the code carries a check sign."""
    if not code:
        return str(_("Bạn chưa ghi mã làm tiếp."))
    if not is_well_formed(code):
        return str(
            _(
                "Mã làm tiếp có chỗ gõ sai. Mã gồm 16 chữ và số; không dùng các chữ O, I, L "
                "và các số 0, 1. Hãy so lại từng nhóm bốn ký tự."
            )
        )
    return ""


def _wrong() -> str:
    return str(
        _(
            "Không có đơn đang điền nào mở bằng mã này. Có thể đơn đã nộp, đã bỏ, đã hết hạn, "
            "hoặc bạn đã lấy mã mới."
        )
    )


def _page(code: str, error: str) -> str:
    return render_template(
        "citizen/resume.html",
        code=code,
        error=error,
        errors=[(CODE, error)] if error else [],
        unfinished=unfinished.here(),
    )
