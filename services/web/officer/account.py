"""The own account: what protects it, where it is signed in, and its password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.control import Control
from services.accounts import factors, passkeys, password_rules, sessions, tries
from services.accounts import login as logins
from services.accounts.models import Officer
from services.accounts.refusals import LoginPaused, PasswordRefused
from services.accounts.sessions import INSIDE
from services.audit import trail
from services.audit.trail import Note
from services.web import audited
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import custody_page, presence
from services.web.officer.desk import blueprint, me

LONGEST = 200
PASSWORD_PAGE = "officer/account_password.html"  # noqa: S105 - a template


@blueprint.get("/tai-khoan")
def account() -> ResponseReturnValue:
    demand = resources().second_factor
    with resources().database.transaction() as transaction:
        here = presence.mine(transaction)
        shown = {
            "own": factors.of(transaction, me().id),
            "passkeys": passkeys.of(transaction, me().id),
            "sessions": sessions.listed(transaction, me().id, now=now()),
        }
    return render_template(
        "officer/account.html",
        me=me(),
        here=here,
        inside=INSIDE,
        is_demanded=demand.holds_for(me()),
        must_begin=demand.holds_for(me()) and not here.factor,
        is_spared=me().is_demo and demand.admits_demo,
        site=presence.site(),
        **shown,
    )


@blueprint.post("/tai-khoan/phien/<int:session_id>/dang-xuat")
def end_session(session_id: int) -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        sessions.end_one(transaction, me().id, session_id)
        note_own(transaction, "account.sessions")
    flash(_("Đã đăng xuất thiết bị đó."), "success")
    return redirect(url_for(".account"))


@blueprint.post("/tai-khoan/phien/khac")
def end_other_sessions() -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        sessions.end_all(transaction, me().id, but=presence.mine(transaction))
        note_own(transaction, "account.sessions")
    flash(_("Đã đăng xuất mọi thiết bị khác."), "success")
    return redirect(url_for(".account"))


@blueprint.get("/tai-khoan/mat-khau")
def change_password() -> ResponseReturnValue:
    return _password_page({})


@blueprint.post("/tai-khoan/mat-khau")
def save_password() -> ResponseReturnValue:
    errors = _changed()
    if errors:
        return _password_page(errors)
    flash(_("Mật khẩu đã đổi. Các thiết bị khác đã được đăng xuất."), "success")
    return redirect(url_for(".account"))


def note_own(transaction: Session, action: str, **facts: str) -> None:
    what = ("officer", str(me().id))
    trail.enter(transaction, Note(action, audited.who(), what, facts=facts), now=now())


def _changed() -> dict[str, str]:
    """Change the password, or say what is wrong at which field."""
    new = _typed("new")
    if new != _typed("again"):
        return {"again": _("Hai lần nhập không giống nhau. Hãy nhập lại cả hai.")}
    with resources().database.transaction() as transaction:
        officer = _with_old_password(transaction)
        if officer is None:
            return {"old": _("Mật khẩu đang dùng chưa đúng. Nếu đã thử sai nhiều lần, hãy chờ.")}
        try:
            password_rules.set_own(officer, new)
        except PasswordRefused as refusal:
            return {"new": words(refusal.told)}
        row = presence.mine(transaction)
        sessions.end_all(transaction, officer.id, but=row)
        tries.forget_devices(transaction, officer.id)
        note_own(transaction, "account.own_password")
        presence.keep_token(sessions.renew(transaction, row))
    return {}


def _with_old_password(transaction: Session) -> Officer | None:
    try:
        return logins.check(
            transaction, me().username, _typed("old"), now=now(), device=presence.device()
        )
    except LoginPaused:
        return None


def _typed(name: str) -> str:
    return request.form.get(name, "")[:LONGEST]


def _password_page(errors: dict[str, str]) -> ResponseReturnValue:
    hint = _(
        "Từ %(least)s đến %(most)s ký tự, không cần chữ hoa hay ký hiệu. Bốn năm từ không liên "
        "quan đến nhau vừa dễ nhớ vừa khó đoán. Dán từ trình quản lý mật khẩu cũng được.",
        least=password_rules.SHORTEST,
        most=password_rules.LONGEST,
    )
    controls: tuple[Control, ...] = (
        custody_page.secret(
            "old", _("Mật khẩu đang dùng"), errors.get("old", ""), "current-password"
        ),
        custody_page.secret("new", _("Mật khẩu mới"), errors.get("new", ""), "new-password", hint),
        custody_page.secret(
            "again", _("Nhập lại mật khẩu mới"), errors.get("again", ""), "new-password"
        ),
    )
    return custody_page.page(PASSWORD_PAGE, controls, must_change=me().must_change)
