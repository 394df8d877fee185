"""A holder gives the own share: to unlock, to rehearse, to go over to a new key, to start anew."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from forms.control import Control
from services.custody import permissions
from services.custody.client import Proof
from services.custody.models import CustodyKey
from services.custody.refusals import CustodyRefusal
from services.custody.vault import Purpose
from services.web.context import resources
from services.web.languages import words
from services.web.officer import custody_page
from services.web.officer.confirming import needs_confirmation
from services.web.officer.custody_page import own_keys, typed
from services.web.officer.desk import blueprint, me

LONGEST_WORDS = 1000


@dataclass(frozen=True)
class Way:
    """One thing that shares are given for, in the words of its page."""

    purpose: Purpose
    title: LazyString
    about: LazyString
    button: LazyString
    done: LazyString


WAYS = {
    "mo-khoa": Way(
        Purpose.UNLOCK,
        lazy_gettext("Mở khóa"),
        lazy_gettext(
            "Khi đủ người, khóa nằm trong bộ nhớ của tiến trình giữ khóa và tự niêm phong lại khi "
            "không dùng. Mỗi lần mở một hồ sơ vẫn cần một yêu cầu đã duyệt."
        ),
        lazy_gettext("Đưa phần của tôi"),
        lazy_gettext("Khóa đã mở."),
    ),
    "dien-tap": Way(
        Purpose.REHEARSE,
        lazy_gettext("Diễn tập"),
        lazy_gettext(
            "Kiểm tra rằng các phần vẫn ghép lại được và mở được một hồ sơ thử. Không hồ sơ thật "
            "nào bị mở, khóa vẫn niêm phong."
        ),
        lazy_gettext("Đưa phần của tôi để thử"),
        lazy_gettext("Diễn tập thành công: khóa vẫn mở được."),
    ),
    "chuyen-khoa": Way(
        Purpose.ROTATE,
        lazy_gettext("Chuyển sang khóa mới"),
        lazy_gettext(
            "Mọi hồ sơ được niêm phong lại bằng khóa mới, các tệp giữ nguyên. Sau đó phần của khóa "
            "cũ bị xóa. Hãy so dấu của khóa mới với những người giữ khóa mới trước khi đưa phần "
            "của mình."
        ),
        lazy_gettext("Đưa phần của tôi để chuyển"),
        lazy_gettext("Đang chuyển hồ sơ sang khóa mới."),
    ),
}


@blueprint.get("/giu-khoa/<int:key_id>/<any('mo-khoa','dien-tap','chuyen-khoa'):name>")
@needs_confirmation()
def give_share(key_id: int, name: str) -> ResponseReturnValue:
    return _page(_held(key_id), WAYS[name], "")


@blueprint.post("/giu-khoa/<int:key_id>/<any('mo-khoa','dien-tap','chuyen-khoa'):name>")
@needs_confirmation()
def take_given_share(key_id: int, name: str) -> ResponseReturnValue:
    key, way = _held(key_id), WAYS[name]
    passphrase = "" if _by_token(key) else typed("passphrase")
    proof = Proof(passphrase, typed("words", LONGEST_WORDS))
    try:
        answer = resources().custodian.give(key.id, way.purpose, me().id, proof)
    except CustodyRefusal as refusal:
        return _page(key, way, words(refusal.told), by_words=bool(proof.words))
    _tell(way, answer)
    return redirect(url_for(".custody"))


@blueprint.get("/giu-khoa/<int:key_id>/dat-lai")
@needs_confirmation()
def recover_share(key_id: int) -> ResponseReturnValue:
    return _recovery(_held(key_id), {})


@blueprint.post("/giu-khoa/<int:key_id>/dat-lai")
@needs_confirmation()
def set_passphrase(key_id: int) -> ResponseReturnValue:
    key = _held(key_id)
    if typed("passphrase") != typed("again"):
        same = _("Hai lần nhập không giống nhau. Hãy nhập lại cả hai.")
        return _recovery(key, {"again": same})
    given = typed("words", LONGEST_WORDS)
    try:
        resources().custodian.recover(key.id, me().id, given, typed("passphrase"))
    except CustodyRefusal as refusal:
        return _recovery(key, {"words": words(refusal.told)})
    flash(_("Cụm mật khẩu mới đã được đặt."), "success")
    return redirect(url_for(".custody"))


def _tell(way: Way, answer: dict[str, Any]) -> None:
    if not answer["done"]:
        waiting = _(
            "Đã nhận phần của bạn: %(given)s/%(needed)s. Còn chờ người khác.", **_sums(answer)
        )
        flash(waiting, "success")
    elif answer.get("well") is False:
        flash(
            _("Các phần ghép lại được nhưng không mở được hồ sơ thử. Báo ngay người quản trị."),
            "error",
        )
    else:
        flash(str(way.done), "success")


def _sums(answer: dict[str, Any]) -> dict[str, int]:
    return {"given": answer["given"], "needed": answer["needed"]}


def _held(key_id: int) -> CustodyKey:
    """Find a key of which the officer holds a share; to others it does not exist."""
    with resources().database.transaction() as session:
        found = next((key for key in own_keys(session) if key.id == key_id), None)
    if found is None or me().id not in permissions.holders(found):
        abort(404)
    return found


def _by_token(key: CustodyKey) -> bool:
    """Tell whether the officer's own share is under a token, to which no browser speaks."""
    return any(share.token for share in key.shares if share.holder_id == me().id)


def _page(key: CustodyKey, way: Way, error: str, *, by_words: bool = False) -> ResponseReturnValue:
    by_token = _by_token(key)
    passphrase = custody_page.secret(
        "passphrase",
        _("Cụm mật khẩu giữ khóa của bạn"),
        "" if by_words else error,
        "current-password",
    )
    paper = _paper(error if by_words or by_token else "", required=by_token)
    controls = (paper,) if by_token else (passphrase, paper)
    return custody_page.page(
        "officer/custody_give.html", controls, key=key, way=way, by_token=by_token
    )


def _recovery(key: CustodyKey, errors: dict[str, str]) -> ResponseReturnValue:
    controls = (
        _paper(errors.get("words", ""), required=True),
        custody_page.secret(
            "passphrase",
            _("Cụm mật khẩu mới"),
            errors.get("passphrase", ""),
            "new-password",
            _("Ít nhất 14 ký tự. Bốn năm từ không liên quan đến nhau là tốt nhất."),
        ),
        custody_page.secret(
            "again", _("Nhập lại cụm mật khẩu mới"), errors.get("again", ""), "new-password"
        ),
    )
    return custody_page.page("officer/custody_recover.html", controls, key=key)


def _paper(error: str, *, required: bool) -> Control:
    attrs = {"rows": "4", "autocomplete": "off", "spellcheck": "false"}
    hint = _("20 từ theo thứ tự; chỉ cần bốn chữ cái đầu của mỗi từ.")
    label = _("Các từ trên bản ghi giấy") if required else _("Hoặc các từ trên bản ghi giấy")
    return Control(
        "words", "words", "textarea", label, hint=hint, error=error, required=required, attrs=attrs
    )
