"""“Tài khoản của tôi”: what is held of somebody who signs in, and how to have it deleted."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.citizens import accounts, dossiers
from services.citizens.dossiers import Wish
from services.web import signed_in_citizen
from services.web.citizen import own_account, visit
from services.web.citizen.own_account import me
from services.web.context import now, resources

SURE = "sure"

blueprint = Blueprint("my_account", __name__)
own_account.redirect_refusals(blueprint)


@blueprint.get("/tai-khoan-cua-toi")
def show() -> ResponseReturnValue:
    return _page("")


@blueprint.post("/tai-khoan-cua-toi/xoa")
def forget() -> ResponseReturnValue:
    """Delete the account: the list goes, the dossiers stay and open with their codes."""
    account_id = me().account_id
    if SURE not in request.form:
        error = _("Hãy đánh dấu rằng bạn đã ghi lại mã tra cứu của các hồ sơ.")
        return _page(error), HTTPStatus.UNPROCESSABLE_ENTITY
    with resources().database.transaction() as session:
        accounts.forget(session, account_id, now=now())
    signed_in_citizen.let_go()
    visit.close_dossier()
    flash(
        _("Tài khoản của bạn ở trang này đã được xóa. Hồ sơ đã nộp vẫn còn ở cơ quan."), "success"
    )
    return redirect(url_for("catalogue.index"), HTTPStatus.SEE_OTHER)


def _page(error: str) -> str:
    who = me()
    with resources().database.transaction() as session:
        account = accounts.get(session, who.account_id)
        count = dossiers.listed(session, who.account_id, Wish()).count
    return render_template(
        "citizen/my_account.html",
        who=who.identity,
        account=account,
        count=count,
        error=error,
        errors=[(SURE, error)] if error else [],
    )
