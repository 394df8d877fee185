"""Officers sign in through their agency's own provider; it opens accounts that exist, no others."""

from contextlib import suppress
from http import HTTPStatus

from flask import abort, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import elsewhere, login, sessions
from services.accounts.models import Officer
from services.audit.trail import Who
from services.openid import attempts
from services.openid.client import Client
from services.openid.refusals import ProviderAway, SignInCancelled, SignInRefused
from services.web import audited
from services.web.context import now, resources
from services.web.officer.desk import OPEN, SIGN_IN, blueprint
from services.web.officer.sign_in import HOME, after_sign_in, let_in, own_target, refused
from services.web.signed_in import token

SITE = "officer"
UNDER_WAY = "officer_sign_in"
BACK = "/can-bo/dang-nhap/noi-khac/ket-qua"
LONGEST = 2000
STRANGER = Who("stranger")


@blueprint.context_processor
def offered() -> dict[str, bool]:
    """Offer the way on the pages of the sign-in, and let their forms lead there."""
    if resources().staff_provider is None or request.endpoint not in OPEN:
        return {"has_staff_login": False}
    with suppress(ProviderAway):
        g.ways_out = _client().origins()
    return {"has_staff_login": True}


@blueprint.post("/dang-nhap/noi-khac")
def begin_elsewhere() -> ResponseReturnValue:
    target, client = own_target(request.form.get("next", HOME)), _client()
    try:
        with resources().database.transaction() as transaction:
            secrets = attempts.begin(transaction, SITE, target, now=now())
            there = client.way_there(secrets)
    except ProviderAway as away:
        return _refused(away, target)
    session[UNDER_WAY] = secrets.token
    return redirect(there, HTTPStatus.SEE_OTHER)


@blueprint.get("/dang-nhap/noi-khac/ket-qua")
def finish_elsewhere() -> ResponseReturnValue:
    client, target = _client(), HOME
    began = str(session.pop(UNDER_WAY, ""))
    try:
        with resources().database.transaction() as transaction:
            state = request.args.get("state", "")[:LONGEST]
            secrets, target = attempts.take(transaction, SITE, began, state, now=now())
        proven = client.prove(secrets, request.args, now=now())
    except SignInRefused as refusal:
        return _refused(refusal, target)
    rule = resources().settings.staff
    name = elsewhere.name_of(proven.claims, rule) if rule else ""
    factor = elsewhere.factor_of(proven.claims, rule) if rule else ""
    with resources().database.transaction() as transaction:
        officer = _admitted(transaction, name)
        if officer is None:
            return _back(_("Không có tài khoản cán bộ nào ứng với tài khoản này."), target)
        sessions.end(transaction, token())
        began_here = let_in(transaction, officer, way=sessions.ELSEWHERE_WAY, factor=factor)
    return after_sign_in(began_here, target)


def _admitted(transaction: Session, name: str) -> Officer | None:
    """Find the account; one that is closed, or of the demo in earnest, lets nobody in."""
    officer = login.named(transaction, name) if name else None
    if officer is None or not officer.active:
        refused(transaction, audited.who(officer) if officer else STRANGER, "no account")
        return None
    if not resources().second_factor.admits(officer):
        refused(transaction, audited.who(officer), "demo")
        return None
    return officer


def _refused(refusal: SignInRefused, target: str) -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        refused(transaction, STRANGER, refusal.reason)
    if isinstance(refusal, ProviderAway):
        told = _("Trang đăng nhập của cơ quan đang gián đoạn. Hãy thử lại, hoặc dùng mật khẩu.")
        return _back(told, target)
    if isinstance(refusal, SignInCancelled):
        return _back(_("Việc đăng nhập đã được hủy."), target)
    return _back(_("Chưa đăng nhập được. Hãy đăng nhập lại từ đầu."), target)


def _back(told: str, target: str) -> ResponseReturnValue:
    """Lead away from this address, in which the provider's answer stands."""
    flash(told, "error")
    return redirect(url_for(SIGN_IN, next=target))


def _client() -> Client:
    provider = resources().staff_provider
    if provider is None:
        abort(HTTPStatus.NOT_FOUND)
    return Client(provider, resources().settings.base_url + BACK)
