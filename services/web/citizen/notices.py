"""Choose how to be told that there is news: not at all, or by a mail that says nothing."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.dossiers import parting
from services.dossiers.models import Dossier
from services.identity.refusals import SealRefused
from services.notices import contacts
from services.notices.contacts import AddressRefused
from services.notices.models import NoticeContact
from services.web.citizen import dossier_page, opened
from services.web.context import now, resources

CHANNEL = "kenh"
ADDRESS = "email"
UNDERSTOOD = "hieu"
NONE, EMAIL = "khong", "email"

blueprint = Blueprint("notices", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so/bao-tin")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        return _page(session, opened.dossier(session), {})


@blueprint.post("/tra-cuu/ho-so/bao-tin")
def save() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        errors = _saved(session, dossier)
        if errors:
            return _page(session, dossier, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã ghi cách báo tin của bạn."), "success")
    return redirect(url_for("notices.show"))


def _saved(session: Session, dossier: Dossier) -> dict[str, str]:
    """Keep the choice; give what is wrong with it, if anything."""
    chosen = request.form.get(CHANNEL, "")
    if chosen == NONE:
        contacts.remove(session, dossier, now=now())
        return {}
    if chosen != EMAIL:
        return {CHANNEL: _("Hãy chọn một cách.")}
    if parting.is_sealed(dossier.frozen) and not request.form.get(UNDERSTOOD):
        return {UNDERSTOOD: _("Hãy đọc các điều trên và đánh dấu là bạn đã hiểu.")}
    address = request.form.get(ADDRESS, "")
    try:
        contacts.put(session, dossier, address, resources().notice_key, now=now())
    except AddressRefused:
        return {ADDRESS: _("Địa chỉ thư điện tử chưa đúng, ví dụ đúng: an@example.vn.")}
    return {}


def _page(session: Session, dossier: Dossier, errors: dict[str, str]) -> str:
    dossier_page.case_of(dossier)  # Protected people get a page that leaves no trace.
    kept = session.get(NoticeContact, dossier.id)
    return render_template(
        "citizen/notices.html",
        dossier=dossier,
        is_sealed=parting.is_sealed(dossier.frozen),
        chosen=request.form.get(CHANNEL, EMAIL if kept else NONE),
        address=request.form.get(ADDRESS, _known(kept)),
        kept=kept,
        last=contacts.last_notice(session, dossier.id),
        can_send=resources().settings.mail_server is not None,
        faults=errors,
        errors=list(errors.items()),
    )


def _known(kept: NoticeContact | None) -> str:
    """Give the address that is kept; none that another secret of the installation sealed."""
    try:
        return contacts.address_of(kept, resources().notice_key) if kept else ""
    except SealRefused:
        return ""
