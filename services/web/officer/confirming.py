"""Before what matters, ask again who sits there; then go on where one was, with what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.accounts import sessions
from services.accounts.models import OfficerSession
from services.audit import trail
from services.audit.trail import Note, Outcome
from services.web import audited
from services.web.context import now, resources
from services.web.officer import presence, proofs
from services.web.officer.desk import blueprint
from services.web.officer.proofs import Proof
from services.web.officer.sign_in import HOME, own_target

MINUTES = 5
UNPROCESSABLE = 422
TARGET, AGAIN = "confirm.next", "confirm.again"
CSRF = "csrf_token"
OURS = proofs.FIELDS | {TARGET, AGAIN, CSRF}
# Never sent back to a browser: whoever typed one types it again.
SECRET = frozenset({"password", "old", "new", "again", "passphrase", "words", "code"})
SEE_OTHER, SAME_AGAIN = 303, 307
View = ParamSpec("View")


def needs_confirmation(
    minutes: int = MINUTES,
) -> Callable[[Callable[View, ResponseReturnValue]], Callable[View, ResponseReturnValue]]:
    """Open a page only to whoever has shown within some minutes to be the officer.

    Put it under the route. What was typed into a form comes along to the question and back to the
    page, but for passwords and files, which are given again.
    """

    def guard(
        page: Callable[View, ResponseReturnValue],
    ) -> Callable[View, ResponseReturnValue]:
        @wraps(page)
        def guarded(*args: View.args, **kwargs: View.kwargs) -> ResponseReturnValue:
            here = cast("OfficerSession", g.signed_in)
            if sessions.recently_confirmed(here, minutes, now=now()):
                return page(*args, **kwargs)
            return _question(own_target(request.full_path.rstrip("?")), Proof())

        return guarded

    return guard


@blueprint.get("/xac-nhan")
def confirm() -> ResponseReturnValue:
    return _question(own_target(request.args.get("next", HOME)), Proof())


@blueprint.post("/xac-nhan")
def check_confirmation() -> ResponseReturnValue:
    target = own_target(request.form.get(TARGET, HOME))
    with resources().database.transaction() as transaction:
        row = presence.mine(transaction)
        proof = proofs.given(transaction, row)
        outcome = Outcome.DONE if proof else Outcome.DENIED
        trail.enter(transaction, Note("account.confirm", audited.who(), outcome=outcome), now=now())
        if proof:
            sessions.confirm(row, proof.factor, now=now())
    if not proof:
        return _question(target, proof)
    return redirect(target, SAME_AGAIN if request.form.get(AGAIN) else SEE_OTHER)


def _question(target: str, proof: Proof) -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        asked = proofs.asked(transaction, presence.mine(transaction))
    page = render_template(
        "officer/confirm.html",
        target=target,
        again=_sends_again(),
        typed=_typed(),
        has_files=bool(request.files),
        home=url_for(".inbox"),
        errors=((proof.field, proof.error),) if proof.error else (),
        **asked,
    )
    return page if proof else (page, UNPROCESSABLE)


def _sends_again() -> bool:
    """Whether a form waits to be sent on."""
    if request.endpoint == "officer.check_confirmation":
        return bool(request.form.get(AGAIN))
    return request.method == "POST"


def _typed() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in OURS and name not in SECRET
    ]
