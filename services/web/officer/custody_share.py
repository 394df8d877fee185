"""A holder's own part: a passphrase, the words for the paper, and the proof that they are there."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.control import Control
from services.custody.passphrases import SHORTEST
from services.custody.refusals import CustodyRefusal, NoCeremony
from services.web.context import resources
from services.web.languages import words
from services.web.officer import custody_page
from services.web.officer.confirming import needs_confirmation
from services.web.officer.custody_page import my_ceremony, typed
from services.web.officer.desk import blueprint, me

FORM = "officer/custody_share.html"
PROOF = "officer/custody_proof.html"
LONGEST_WORDS = 1000


@blueprint.get("/giu-khoa/phan-cua-toi")
@needs_confirmation()
def my_share() -> ResponseReturnValue:
    try:
        my_ceremony()
    except CustodyRefusal as refusal:
        return _back(refusal)
    return custody_page.page(FORM, _passphrases({}))


@blueprint.post("/giu-khoa/phan-cua-toi")
@needs_confirmation()
def take_share() -> ResponseReturnValue:
    """Show the words, once: the answer is kept by no cache and no server."""
    errors = _mistakes()
    if errors:
        return custody_page.page(FORM, _passphrases(errors))
    try:
        shown = resources().custodian.take_share(me().agency_id, me().id, typed("passphrase"))
    except NoCeremony as refusal:
        return _back(refusal)
    except CustodyRefusal as refusal:
        return custody_page.page(FORM, _passphrases({"passphrase": words(refusal.told)}))
    return render_template("officer/custody_words.html", words_to_keep=shown.split())


@blueprint.get("/giu-khoa/phan-cua-toi/kiem-tra")
def prove_share() -> ResponseReturnValue:
    try:
        my_ceremony()
    except CustodyRefusal as refusal:
        return _back(refusal)
    return custody_page.page(PROOF, _words(""))


@blueprint.post("/giu-khoa/phan-cua-toi/kiem-tra")
def check_share() -> ResponseReturnValue:
    given = typed("words", LONGEST_WORDS)
    try:
        missing = resources().custodian.prove_share(me().agency_id, me().id, given)
    except NoCeremony as refusal:
        return _back(refusal)
    except CustodyRefusal as refusal:
        return custody_page.page(PROOF, _words(words(refusal.told)))
    if missing:
        flash(_("Phần của bạn đã xong. Còn chờ %(count)s người khác.", count=missing), "success")
    else:
        flash(_("Khóa mới đã lập xong và đang niêm phong."), "success")
    return redirect(url_for(".custody"))


def _mistakes() -> dict[str, str]:
    """Say what is wrong with the form before the custodian is asked."""
    if typed("passphrase") != typed("again"):
        return {"again": _("Hai lần nhập không giống nhau. Hãy nhập lại cả hai.")}
    return {}


def _passphrases(errors: dict[str, str]) -> tuple[Control, ...]:
    hint = _(
        "Ít nhất %(count)s ký tự, khác mật khẩu đăng nhập. Bốn năm từ không liên quan đến nhau "
        "vừa dễ nhớ vừa khó đoán.",
        count=SHORTEST,
    )
    return (
        custody_page.secret(
            "passphrase",
            _("Cụm mật khẩu giữ khóa"),
            errors.get("passphrase", ""),
            "new-password",
            hint,
        ),
        custody_page.secret(
            "again", _("Nhập lại cụm mật khẩu"), errors.get("again", ""), "new-password"
        ),
    )


def _words(error: str) -> tuple[Control, ...]:
    attrs = {"rows": "5", "autocomplete": "off", "spellcheck": "false"}
    hint = _("Nhập cả 20 từ theo thứ tự. Chỉ cần bốn chữ cái đầu của mỗi từ.")
    label = _("Các từ trên bản ghi của bạn")
    return (Control("words", "words", "textarea", label, hint=hint, error=error, attrs=attrs),)


def _back(refusal: CustodyRefusal) -> ResponseReturnValue:
    flash(words(refusal.told), "error")
    return redirect(url_for(".custody"))
