"""Open a dossier with its number and access code."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.audit.trail import Outcome
from services.dossiers import look_up
from services.dossiers.access_codes import is_well_formed
from services.dossiers.look_up import DossierHidden, DossierMissing
from services.web import audited, puzzle_gate
from services.web.citizen import opened, own_seal, typed_codes, visit
from services.web.context import now, resources

NUMBER = "so"
CODE = "ma"
OPENED = "dossier.open_by_code"

blueprint = Blueprint("look_up", __name__)


@blueprint.get("/tra-cuu")
def show() -> ResponseReturnValue:
    """Ask for number and code; the QR on a paper brings the number along."""
    if visit.opened_dossier(now=now()) is not None and NUMBER not in request.args:
        return redirect(url_for("follow_up.show"))
    return _page(typed_codes.clean(request.args.get(NUMBER, "")), "", {})


@blueprint.post("/tra-cuu")
def find() -> ResponseReturnValue:
    number, code = (typed_codes.clean(request.form.get(name, "")) for name in (NUMBER, CODE))
    errors = _slips(number, code)
    if not errors:
        try:
            with resources().database.transaction() as session:
                dossier = look_up.by_code(
                    session, resources().access_codes, number=number, code=code
                )
        except DossierMissing as missing:
            denied = {"outcome": Outcome.DENIED, "reason": "wrong"}
            audited.note(OPENED, "dossier", missing.number, **denied)
            if not isinstance(missing, DossierHidden):
                puzzle_gate.failed()
            errors = {NUMBER: _told(missing)}
    if errors:
        return _page(number, code, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    audited.note(OPENED, "dossier", dossier.number, agency_id=dossier.agency_id)
    visit.open_dossier(dossier.id, now=now(), code_key=own_seal.code_key(dossier, code))
    return opened.back_to_work() or redirect(url_for("follow_up.show"))


@blueprint.post("/tra-cuu/thoat")
def leave() -> ResponseReturnValue:
    visit.close_dossier()
    flash(_("Bạn đã thoát khỏi hồ sơ."), "success")
    return redirect(url_for("look_up.show"))


def _slips(number: str, code: str) -> dict[str, str]:
    """Tell what can be told without looking: the code carries a check sign."""
    errors: dict[str, str] = {}
    if not number:
        errors[NUMBER] = _("Bạn chưa ghi mã hồ sơ. Mã ghi ở đầu các giấy tờ đã nhận.")
    if not code:
        errors[CODE] = _("Bạn chưa ghi mã tra cứu. Mã này hiện khi bạn nộp đơn xong.")
    elif not is_well_formed(code):
        errors[CODE] = _(
            "Mã tra cứu có chỗ gõ sai. Mã gồm 16 chữ và số; không dùng các chữ O, I, L "
            "và các số 0, 1. Hãy so lại từng nhóm bốn ký tự."
        )
    return errors


def _told(missing: DossierMissing) -> str:
    """Tell whoever has both codes that the dossier is going; others learn nothing of it."""
    if not isinstance(missing, DossierHidden):
        return _wrong_pair()
    return str(
        _(
            "Hồ sơ này đã được ẩn và sẽ bị xóa. Nếu bạn còn cần đến, hãy liên hệ ngay "
            "cơ quan nơi bạn nộp đơn."
        )
    )


def _wrong_pair() -> str:
    return str(
        _(
            "Không có hồ sơ nào khớp với mã hồ sơ và mã tra cứu này. "
            "Hãy xem lại cả hai mã trên giấy bạn đã ghi."
        )
    )


def _page(number: str, code: str, errors: dict[str, str]) -> str:
    return render_template(
        "citizen/look_up.html",
        number=number,
        code=code,
        faults=errors,
        errors=list(errors.items()),
        written=opened.written(),
    )
