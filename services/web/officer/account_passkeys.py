"""The own passkeys: added under a name, listed, taken away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import vietnamese
from services.accounts import passkeys
from services.accounts.factors import PASSKEY
from services.accounts.refusals import AccountRefusal, FactorNeeded
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import presence
from services.web.officer.account import note_own
from services.web.officer.account_factors import answer_added, factor_added, factor_removed
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me

UNPROCESSABLE = 422
NUL = "\x00"


@blueprint.get("/tai-khoan/khoa-truy-cap")
@needs_confirmation()
def add_passkey() -> ResponseReturnValue:
    return _page("", "")


@blueprint.post("/tai-khoan/khoa-truy-cap")
@needs_confirmation()
def keep_passkey() -> ResponseReturnValue:
    name, error = _name(), ""
    codes: tuple[str, ...] = ()
    with resources().database.transaction() as transaction:
        row = presence.mine(transaction)
        try:
            answer = request.form.get("answer", "")
            passkeys.keep(transaction, row, presence.site(), answer, name, now=now())
        except AccountRefusal as refusal:
            error = words(refusal.told)
        else:
            codes = factor_added(transaction, row, PASSKEY)
            note_own(transaction, "account.passkey", change="add")
    if error:
        return _page(name, error), UNPROCESSABLE
    return answer_added(_("Khóa truy cập đã dùng được."), codes)


@blueprint.post("/tai-khoan/khoa-truy-cap/<int:passkey_id>/bo")
@needs_confirmation()
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as transaction:
            passkeys.remove(transaction, me(), passkey_id)
            factor_removed(transaction, "account.passkey")
    except FactorNeeded as refusal:
        flash(words(refusal.told), "error")
    else:
        flash(_("Đã bỏ khóa truy cập."), "success")
    return redirect(url_for(".account"))


def _name() -> str:
    typed = " ".join(vietnamese.nfc(request.form.get("name", "")).replace(NUL, "").split())
    return typed[: passkeys.LONGEST_NAME] or _("Khóa của tôi")


def _page(name: str, error: str) -> str:
    site, seals = presence.site(), resources().seals
    with resources().database.transaction() as transaction:
        row = presence.mine(transaction)
        options = passkeys.offer(transaction, row, site, seals=seals) if site.takes_keys else ""
    return render_template(
        "officer/account_passkey.html",
        site=site,
        options=options,
        name=name,
        longest=passkeys.LONGEST_NAME,
        errors=(("name", error),) if error else (),
    )
