"""“Dữ liệu của tôi”: what is held, a copy of it, and requests about it, by number and code."""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.privacy import rights
from forms.privacy.rights import UnknownRight
from services.audit.trail import Outcome
from services.dossiers.access_codes import is_well_formed
from services.identity.refusals import SealRefused
from services.privacy import archive, copies, requests
from services.privacy.copies import Copy
from services.privacy.requests import AskedAlready, TextFault, TextRefused
from services.web import audited, downloads
from services.web.citizen import my_data_page, opened, pressed, typed_codes
from services.web.context import now, resources

KIND = "loai"
# As the look-up knows it, to bring it back when the time ran out (`opened.WRITTEN`).
TEXT = "data_wish"
CODE = "ma"
COPIED = "privacy.copy"
ZIP = "application/zip"

blueprint = Blueprint("my_data", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so/du-lieu")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        view = my_data_page.view(session, opened.dossier(session))
    return render_template("citizen/my_data.html", view=view)


@blueprint.get("/tra-cuu/ho-so/du-lieu/ban-sao")
def copy() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        opened.dossier(session)
    return _copy_page("")


@blueprint.post("/tra-cuu/ho-so/du-lieu/ban-sao")
def take_copy() -> ResponseReturnValue:
    """Send the copy to whoever types the code again: an open browser alone is not enough."""
    code = typed_codes.clean(request.form.get(CODE, ""))
    codes = resources().access_codes
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        if not (is_well_formed(code) and codes.matches(code, dossier.access_code_hash)):
            denied = {"outcome": Outcome.DENIED, "reason": "wrong", "agency_id": dossier.agency_id}
            audited.note(COPIED, "dossier", dossier.number, **denied)
            wrong = _("Mã tra cứu không đúng. Hãy xem lại mã bạn đã ghi khi nộp đơn.")
            return _copy_page(wrong), HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            made = copies.make(session, dossier, codes.key(code), now=now())
        except SealRefused:
            closed = _("Phần niêm phong của hồ sơ không mở được bằng mã này. Hãy liên hệ cơ quan.")
            return _copy_page(closed), HTTPStatus.UNPROCESSABLE_ENTITY
        facts = {"files": len(made.enclosed)}
        audited.note(COPIED, "dossier", dossier.number, agency_id=dossier.agency_id, facts=facts)
        texts = my_data_page.texts(dossier, made)
        name = f"du-lieu-{dossier.number}.zip"
    return _sent(made, texts, name)


@blueprint.get("/tra-cuu/ho-so/du-lieu/yeu-cau")
def ask() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        view = my_data_page.view(session, opened.dossier(session))
    return _ask_page(view, request.args.get(KIND, ""), {})


@blueprint.post("/tra-cuu/ho-so/du-lieu/yeu-cau")
def send() -> ResponseReturnValue:
    kind, errors, status = request.form.get(KIND, ""), {}, HTTPStatus.UNPROCESSABLE_ENTITY
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        if pressed.stays():
            return _ask_page(my_data_page.view(session, dossier), kind, {})
        try:
            requests.ask(session, dossier, kind, request.form.get(TEXT, ""), now=now())
        except UnknownRight:
            errors[KIND] = _("Hãy chọn một loại yêu cầu.")
        except TextRefused as refused:
            errors[TEXT] = _text_fault(refused.fault)
        except AskedAlready:
            status = HTTPStatus.CONFLICT
            errors[KIND] = _("Bạn đã gửi yêu cầu này. Hãy chờ cơ quan trả lời, rồi gửi tiếp.")
        if errors:
            view = my_data_page.view(session, dossier)
            return _ask_page(view, kind, errors), status
    flash(_("Cơ quan đã nhận yêu cầu của bạn. Câu trả lời sẽ hiện ở trang này."), "success")
    return redirect(url_for("my_data.show"))


def _text_fault(fault: TextFault) -> str:
    told = {
        TextFault.EMPTY: _("Hãy viết rõ bạn yêu cầu gì."),
        TextFault.TOO_LONG: _(
            "Phần này dài quá %(most)s ký tự. Hãy viết ngắn lại.", most=requests.LONGEST
        ),
    }
    return str(told[fault])


def _ask_page(view: my_data_page.View, kind: str, errors: dict[str, str]) -> str:
    return render_template(
        "citizen/my_data_ask.html",
        view=view,
        kind=kind,
        rights=rights.shipped(),
        text=request.form.get(TEXT, ""),
        most=requests.LONGEST,
        faults=errors,
        errors=list(errors.items()),
    )


def _copy_page(error: str) -> str:
    return render_template(
        "citizen/my_data_take.html", error=error, errors=[(CODE, error)] if error else []
    )


def _sent(made: Copy, texts: list[tuple[str, bytes]], name: str) -> Response:
    pieces = archive.stream(resources().objects, texts, made.enclosed, at=now())
    response = Response(pieces, content_type=ZIP)
    response.headers["Content-Disposition"] = downloads.disposition(name)
    response.headers["Cache-Control"] = "no-store"
    return response
