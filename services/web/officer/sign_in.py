"""Sign in and out: one answer to every wrong try, a new session after every right one."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import login
from services.audit import trail
from services.audit.trail import Note, Outcome, Who
from services.policy.check import allowed
from services.policy.table import Action
from services.web import audited, languages
from services.web.context import now, resources
from services.web.officer.desk import blueprint
from services.web.signed_in import SIGNED_IN
from services.web.signed_in import officer as signed_in

HOME = "/can-bo/"
HOMES = (
    ("officer.inbox", Action.LIST),
    ("officer.audit", Action.READ_AUDIT),
    ("officer.procedures", Action.WRITE_PROCEDURES),
    ("officer.calendar", Action.READ_CALENDAR),
)
LONGEST = 200
UNPROCESSABLE = 422
NUL = "\x00"
SIGNING_IN = "account.sign_in"


@blueprint.get("/dang-nhap")
def sign_in() -> ResponseReturnValue:
    target = _target(request.args.get("next", HOME))
    if signed_in() is not None:
        return redirect(_own(target))
    return render_template("officer/sign_in.html", target=target, username="", errors=())


@blueprint.post("/dang-nhap")
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
    return redirect(_own(target))


@blueprint.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        login.end(transaction, session.get(SIGNED_IN, ""))
        trail.enter(transaction, Note("account.sign_out", audited.who()), now=now())
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
            _refused(transaction, username, "paused")
            return None
        if officer is None:
            _refused(transaction, username, "wrong")
            return None
        login.end(transaction, session.get(SIGNED_IN, ""))
        trail.enter(transaction, Note(SIGNING_IN, audited.who(officer)), now=now())
        return login.begin(transaction, officer, now=now())


def _refused(transaction: Session, username: str, reason: str) -> None:
    """Enter a wrong try beside its count; a name that no account has is not kept."""
    tried = login.named(transaction, username)
    who = audited.who(tried) if tried else Who("stranger")
    note = Note(SIGNING_IN, who, outcome=Outcome.DENIED, reason=reason)
    trail.enter(transaction, note, now=now())


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


def _own(target: str) -> str:
    """Lead whoever asked for no page to the first that the own roles open."""
    officer = signed_in()
    if target != HOME or officer is None:
        return target
    homes = (endpoint for endpoint, action in HOMES if allowed(officer, action))
    return url_for(next(homes, HOMES[0][0]))
