"""Sign in and out: one answer to every wrong try, a new session after every right one."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import factors, login, sessions
from services.accounts.models import Officer, Stage
from services.accounts.refusals import LoginPaused
from services.audit import trail
from services.audit.trail import Note, Outcome, Who
from services.policy.check import allowed
from services.policy.table import Action
from services.web import audited, languages
from services.web.context import now, resources
from services.web.officer import presence
from services.web.officer.desk import blueprint
from services.web.signed_in import browser, token
from services.web.signed_in import officer as signed_in

HOME = "/can-bo/"
HOMES = (
    ("officer.inbox", Action.LIST),
    ("officer.audit", Action.READ_AUDIT),
    ("officer.procedures", Action.WRITE_PROCEDURES),
    ("officer.people", Action.MANAGE_ACCOUNTS),
    ("officer.calendar", Action.READ_CALENDAR),
)
LONGEST = 200
UNPROCESSABLE = 422
NUL = "\x00"
SIGNING_IN = "account.sign_in"

# How far it came, the secret of the session, the mark of the browser.
Began = tuple[Stage, str, str]


@blueprint.get("/dang-nhap")
def sign_in() -> ResponseReturnValue:
    target = own_target(request.args.get("next", HOME))
    if signed_in() is not None:
        return redirect(landing(target))
    return render_template("officer/sign_in.html", target=target, username="", errors=())


@blueprint.post("/dang-nhap")
def check() -> ResponseReturnValue:
    target = own_target(request.form.get("next", HOME))
    username = request.form.get("username", "")[:LONGEST]
    began = _begun(username, request.form.get("password", "")[:LONGEST])
    if began is None:
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
    return after_sign_in(began, target)


def after_sign_in(began: Began, target: str) -> ResponseReturnValue:
    """Lead on to the second step, or in."""
    stage, own, device = began
    presence.keep_token(own)
    if stage is Stage.FACTOR:
        return redirect(url_for(".second_step", next=target))
    answer = make_response(redirect(landing(target)))
    presence.keep_device(answer, device)
    return answer


@blueprint.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        sessions.end(transaction, token())
        trail.enter(transaction, Note("account.sign_out", audited.who()), now=now())
    presence.keep_token("")
    flash(_("Bạn đã đăng xuất."), "success")
    return redirect(url_for(".sign_in"))


def own_target(asked: str) -> str:
    """Lead to a page of the officers' area and nowhere else."""
    path = languages.own_path(asked)
    return path if path.startswith(HOME) else HOME


def landing(target: str) -> str:
    """Lead whoever asked for no page to the first that the own roles open."""
    officer = signed_in()
    if target != HOME or officer is None:
        return target
    homes = (endpoint for endpoint, action in HOMES if allowed(officer, action))
    return url_for(next(homes, HOMES[0][0]))


def refused(transaction: Session, who: Who, reason: str) -> None:
    """Enter a wrong try beside its count."""
    note = Note(SIGNING_IN, who, outcome=Outcome.DENIED, reason=reason)
    trail.enter(transaction, note, now=now())


def _begun(username: str, password: str) -> Began | None:
    """Check the password; open a session if it is right, count the failure if it is not."""
    if NUL in username:
        return None
    with resources().database.transaction() as transaction:
        try:
            officer = login.check(
                transaction, username, password, now=now(), device=presence.device()
            )
        except LoginPaused:
            refused(transaction, _tried(transaction, username), "paused")
            return None
        if officer is None:
            refused(transaction, _tried(transaction, username), "wrong")
            return None
        if not resources().second_factor.admits(officer):
            refused(transaction, audited.who(officer), "demo")
            return None
        sessions.end(transaction, token())
        return let_in(transaction, officer)


def let_in(
    transaction: Session,
    officer: Officer,
    *,
    way: str = sessions.PASSWORD_WAY,
    factor: str = "",
) -> Began:
    """Open the session, or let it wait for the second factor.

    factor: what was shown already, elsewhere
    """
    waits = not factor and bool(factors.of(transaction, officer.id))
    stage = Stage.FACTOR if waits else Stage.OPEN
    here = browser(officer.agency)
    own = sessions.begin(transaction, officer, now=now(), browser=here, stage=stage, way=way)
    if waits:
        return stage, own, ""
    row = sessions.find(transaction, own, now=now(), browser=here)
    if row:
        sessions.confirm(row, factor, now=now())
    facts = {"factor": factor} if factor else {}
    note = Note(SIGNING_IN, audited.who(officer), facts=facts)
    trail.enter(transaction, note, now=now())
    return stage, own, presence.remember_device(transaction, officer)


def _tried(transaction: Session, username: str) -> Who:
    """Name whose account was tried; a name that no account has is not kept."""
    known = login.named(transaction, username)
    return audited.who(known) if known else Who("stranger")
