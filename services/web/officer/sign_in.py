"""Sign in and out: one answer to every wrong try, a new session after every right one."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.accounts import login
from services.web import languages
from services.web.context import now, resources
from services.web.limits import LOGIN, limiter
from services.web.officer.desk import SIGNED_IN, blueprint, signed_in

HOME = "/can-bo/"
LONGEST = 200
UNPROCESSABLE = 422
NUL = "\x00"


@blueprint.get("/dang-nhap")
def sign_in() -> ResponseReturnValue:
    target = _target(request.args.get("next", HOME))
    if signed_in() is not None:
        return redirect(target)
    return render_template("officer/sign_in.html", target=target, username="", errors=())


@blueprint.post("/dang-nhap")
@limiter.limit(LOGIN)
def check() -> ResponseReturnValue:
    target = _target(request.form.get("next", HOME))
    username = request.form.get("username", "")[:LONGEST]
    token = _begun(username, request.form.get("password", "")[:LONGEST])
    if token is None:
        # Whether the account exists, is paused or is closed is not told.
        wrong = _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Nếu đã thử sai nhiều lần, hãy chờ 5 phút."
        )
        page = render_template(
            "officer/sign_in.html",
            target=target,
            username=username,
            errors=(("username", wrong),),
        )
        return page, UNPROCESSABLE
    _renew_cookie()
    session[SIGNED_IN] = token
    return redirect(target)


@blueprint.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        login.end(transaction, session.get(SIGNED_IN, ""))
    _renew_cookie()
    flash(_("Bạn đã đăng xuất."), "success")
    return redirect(url_for(".sign_in"))


def _begun(username: str, password: str) -> str | None:
    """Check the password; open a session if it is right, count the failure if it is not."""
    if NUL in username:
        return None
    with resources().database.transaction() as transaction:
        try:
            officer = login.check(transaction, username, password, now=now())
        except login.LoginPaused:
            return None
        if officer is None:
            return None
        login.end(transaction, session.get(SIGNED_IN, ""))
        return login.begin(transaction, officer, now=now())


def _renew_cookie() -> None:
    """Forget all that the browser brought along, but for the language of the pages."""
    language = session.get(languages.KEY)
    session.clear()
    if language:
        session[languages.KEY] = language


def _target(asked: str) -> str:
    """Lead to a page of the officers' area and nowhere else."""
    path = languages.own_path(asked)
    return path if path.startswith(HOME) else HOME
