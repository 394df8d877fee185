"""The own second factor: the authenticator app and the codes for when everything is lost."""

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import authenticator, factors, recovery, sessions
from services.accounts.factors import CODE
from services.accounts.models import OfficerSession
from services.accounts.refusals import FactorNeeded
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import presence
from services.web.officer.account import note_own
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me

LONGEST = 40
UNPROCESSABLE = 422
GROUP = 4
QR_SCALE = 5


@blueprint.get("/tai-khoan/ung-dung")
@needs_confirmation()
def set_up_app() -> ResponseReturnValue:
    return _app_page("")


@blueprint.post("/tai-khoan/ung-dung")
@needs_confirmation()
def finish_app() -> ResponseReturnValue:
    codes = _finished(request.form.get("code", "")[:LONGEST])
    if codes is None:
        wrong = _("Mã này chưa đúng. Hãy xem đồng hồ của điện thoại và nhập mã đang hiện.")
        return _app_page(wrong), UNPROCESSABLE
    return answer_added(_("Ứng dụng xác thực đã dùng được."), codes)


@blueprint.post("/tai-khoan/ung-dung/bo")
@needs_confirmation()
def remove_app() -> ResponseReturnValue:
    try:
        with resources().database.transaction() as transaction:
            authenticator.remove(transaction, me().id)
            factor_removed(transaction, "account.app")
    except FactorNeeded as refusal:
        flash(words(refusal.told), "error")
    else:
        flash(_("Đã bỏ ứng dụng xác thực."), "success")
    return redirect(url_for(".account"))


@blueprint.post("/tai-khoan/ma-du-phong")
@needs_confirmation()
def renew_recovery_codes() -> ResponseReturnValue:
    """Show ten codes, once: the answer is kept by no cache and no server."""
    with resources().database.transaction() as transaction:
        if not factors.of(transaction, me().id):
            return redirect(url_for(".account"))
        codes = recovery.renew(transaction, me().id, seals=resources().seals)
        note_own(transaction, "account.recovery_codes")
    return render_template("officer/recovery_codes.html", codes=codes, done="")


def factor_added(transaction: Session, row: OfficerSession, factor: str) -> tuple[str, ...]:
    """Go on under a new token, alone; make recovery codes if there are none yet."""
    sessions.confirm(row, factor, now=now())
    sessions.end_all(transaction, row.officer_id, but=row)
    presence.keep_token(sessions.renew(transaction, row))
    if factors.of(transaction, row.officer_id).recovery_codes:
        return ()
    return recovery.renew(transaction, row.officer_id, seals=resources().seals)


def factor_removed(transaction: Session, action: str) -> None:
    """See that one is left where one is demanded.

    Raises:
        FactorNeeded: none is; nothing was taken away.

    """
    row = presence.mine(transaction)
    factors.settle_removal(transaction, row.officer, resources().second_factor)
    sessions.end_all(transaction, row.officer_id, but=row)
    note_own(transaction, action, change="remove")
    presence.keep_token(sessions.renew(transaction, row))


def answer_added(done: str, codes: tuple[str, ...]) -> ResponseReturnValue:
    if codes:
        return render_template("officer/recovery_codes.html", codes=codes, done=done)
    flash(done, "success")
    return redirect(url_for(".account"))


def _finished(typed: str) -> tuple[str, ...] | None:
    """Keep the app if its code is right; give new recovery codes, if there are any to show."""
    seals = resources().seals
    with resources().database.transaction() as transaction:
        row = presence.mine(transaction)
        if not authenticator.finish(transaction, row, typed, seals=seals, now=now()):
            return None
        note_own(transaction, "account.app", change="add")
        return factor_added(transaction, row, CODE)


def _app_page(error: str) -> str:
    with resources().database.transaction() as transaction:
        secret = authenticator.begin(presence.mine(transaction), seals=resources().seals)
    address = authenticator.address(secret, me().username, presence.site().name)
    groups = (secret[start : start + GROUP] for start in range(0, len(secret), GROUP))
    return render_template(
        "officer/account_app.html",
        picture=segno.make(address, error="m", micro=False).svg_data_uri(scale=QR_SCALE),
        secret=" ".join(groups),
        errors=(("code", error),) if error else (),
    )
