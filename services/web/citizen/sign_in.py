"""Sign in with a national identity account, and out again; filing works without."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.audit import trail
from services.audit.trail import APPLICANT, Note, Outcome
from services.citizens import accounts, claims, sessions
from services.citizens.claims import NUMBER, AccountUnfit
from services.citizens.sessions import SignedIn
from services.openid import attempts
from services.openid.client import Client, Proven
from services.openid.refusals import ProviderAway, SignInCancelled, SignInRefused
from services.web import audited, languages, signed_in_citizen
from services.web.citizen import visit
from services.web.context import now, resources

SITE = "citizen"
# In the cookie, while the person is away at the provider.
UNDER_WAY = "citizen_sign_in"
SIGNING_IN = "citizen.sign_in"
HOME = "/ho-so-cua-toi"
LONGEST = 2000
WHY = "vi_sao"
AWAY, CANCELLED, REFUSED = "away", "cancelled", "refused"
# The pages that say why nobody was let in.
STATUS = {
    AWAY: HTTPStatus.SERVICE_UNAVAILABLE,
    CANCELLED: HTTPStatus.OK,
    REFUSED: HTTPStatus.FORBIDDEN,
    claims.LevelTooLow.reason: HTTPStatus.FORBIDDEN,
    claims.NotAPerson.reason: HTTPStatus.FORBIDDEN,
    claims.ClaimsMissing.reason: HTTPStatus.FORBIDDEN,
}
# Pages of others, to which a citizen's sign-in leads nobody.
ELSEWHERE = ("/can-bo", "/api/", "/dang-nhap", "/dang-xuat")

blueprint = Blueprint("citizen_sign_in", __name__)


@blueprint.get("/dang-nhap")
def show() -> ResponseReturnValue:
    target = own_target(request.args.get("next", HOME))
    if signed_in_citizen.citizen() is not None:
        return redirect(target)
    try:
        g.ways_out = _client().origins()
    except ProviderAway as away:
        _note(away)
        return _refusal(AWAY, target)
    return render_template("citizen/sign_in.html", target=target)


@blueprint.post("/dang-nhap")
def begin() -> ResponseReturnValue:
    """Send the browser to the provider; who comes back is known by the secret it keeps."""
    target = own_target(request.form.get("next", HOME))
    client = _client()
    try:
        with resources().database.transaction() as transaction:
            secrets = attempts.begin(transaction, SITE, target, now=now())
            there = client.way_there(secrets)
    except ProviderAway as away:
        _note(away)
        return _refusal(AWAY, target)
    session[UNDER_WAY] = secrets.token
    return redirect(there, HTTPStatus.SEE_OTHER)


@blueprint.get("/dang-nhap/ket-qua")
def finish() -> ResponseReturnValue:
    """Take what the provider answered, once."""
    client = _client()
    # What is tried and fails is tried anew from the start: the secret serves once.
    token = str(session.pop(UNDER_WAY, ""))
    target = HOME
    try:
        with resources().database.transaction() as transaction:
            state = request.args.get("state", "")[:LONGEST]
            secrets, target = attempts.take(transaction, SITE, token, state, now=now())
        proven = client.prove(secrets, request.args, now=now())
        _let_in(client, proven)
    except (SignInRefused, AccountUnfit) as refusal:
        _note(refusal)
        # Away from this address, in which the provider's answer stands.
        return redirect(url_for(".not_let_in", next=target, vi_sao=_why(refusal)))
    return redirect(target)


@blueprint.get("/dang-nhap/chua-duoc")
def not_let_in() -> ResponseReturnValue:
    """Tell the person what to do next; what exactly was wrong helps only who forged an answer."""
    why, target = request.args.get(WHY, ""), own_target(request.args.get("next", HOME))
    return _refusal(why if why in STATUS else REFUSED, target)


@blueprint.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    """End the session here, and lead on to end it at the provider too."""
    citizen = signed_in_citizen.citizen()
    with resources().database.transaction() as transaction:
        sessions.end(transaction, signed_in_citizen.token())
        if citizen:
            trail.enter(transaction, Note("citizen.sign_out", APPLICANT), now=now())
    signed_in_citizen.let_go()
    visit.close_dossier()
    flash(_("Bạn đã đăng xuất."), "success")
    way_out = _way_out(citizen) if citizen else ""
    return redirect(way_out or url_for(".signed_out"), HTTPStatus.SEE_OTHER)


@blueprint.get("/dang-xuat/xong")
def signed_out() -> ResponseReturnValue:
    """Take whoever comes back from the provider; the message waits in the cookie."""
    return redirect(url_for("catalogue.index"))


def own_target(asked: str) -> str:
    """Lead to a page for citizens and nowhere else."""
    path = languages.own_path(asked[:LONGEST])
    return HOME if path.startswith(ELSEWHERE) else path


def _refusal(why: str, target: str) -> ResponseReturnValue:
    page = render_template("citizen/sign_in_refused.html", why=why, target=target)
    return page, STATUS[why]


def _note(refusal: SignInRefused | AccountUnfit) -> None:
    outcome = Outcome.FAILED if isinstance(refusal, ProviderAway) else Outcome.DENIED
    audited.note(SIGNING_IN, "", "", by=APPLICANT, outcome=outcome, reason=refusal.reason)


def _why(refusal: SignInRefused | AccountUnfit) -> str:
    """Say which page is shown."""
    if isinstance(refusal, AccountUnfit):
        return refusal.reason
    known = ((ProviderAway, AWAY), (SignInCancelled, CANCELLED))
    return next((word for kind, word in known if isinstance(refusal, kind)), REFUSED)


def _let_in(client: Client, proven: Proven) -> None:
    """Open a session under a new secret; the one before it ends.

    Raises:
        AccountUnfit: the account does not serve for filing here.

    """
    rule = resources().settings.vneid
    if rule is None:
        abort(HTTPStatus.NOT_FOUND)
    identity = claims.read(proven.claims, rule)
    # The token goes into an address when the person signs out: not with a number in it.
    id_token = "" if NUMBER in proven.signed else proven.id_token
    with resources().database.transaction() as transaction:
        numbers = resources().citizen_numbers
        account_id = accounts.sign_in(transaction, numbers, identity.number, now=now())
        sessions.end(transaction, signed_in_citizen.token())
        who = SignedIn(account_id, identity, id_token)
        fresh = sessions.begin(transaction, who, now=now())
        trail.enter(transaction, Note(SIGNING_IN, APPLICANT), now=now())
    signed_in_citizen.keep(fresh, client.origins())


def _way_out(citizen: SignedIn) -> str:
    """Give the provider's page of signing out; none if it has none, or is away."""
    back = resources().settings.base_url + signed_in_citizen.AFTER
    try:
        return _client().way_out(citizen.id_token, back)
    except ProviderAway:
        return ""


def _client() -> Client:
    client = signed_in_citizen.client()
    if client is None:
        abort(HTTPStatus.NOT_FOUND)
    return client
