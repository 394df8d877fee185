"""The second step of signing in: a code of the app, a passkey, or a recovery code."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.accounts import factors, sessions
from services.accounts.factors import RECOVERY
from services.accounts.models import OfficerSession, Stage
from services.audit import trail
from services.audit.trail import Note
from services.web import audited
from services.web.context import now, resources
from services.web.officer import presence, proofs
from services.web.officer.desk import blueprint
from services.web.officer.proofs import Proof
from services.web.officer.sign_in import (
    HOME,
    SIGNING_IN,
    UNPROCESSABLE,
    landing,
    own_target,
    refused,
)
from services.web.signed_in import found


@blueprint.get("/dang-nhap/buoc-hai")
def second_step() -> ResponseReturnValue:
    row = found(Stage.FACTOR)
    return _page(row, Proof()) if row else _anew()


@blueprint.post("/dang-nhap/buoc-hai")
def check_second_step() -> ResponseReturnValue:
    row = found(Stage.FACTOR)
    if row is None:
        return _anew()
    proof, device = _judged(row)
    if not proof:
        return _page(row, proof)
    answer = make_response(redirect(landing(own_target(request.form.get("next", HOME)))))
    presence.keep_device(answer, device)
    return answer


def _judged(waiting: OfficerSession) -> tuple[Proof, str]:
    """Open the session if the proof is right, enter the try if it is not."""
    with resources().database.transaction() as transaction:
        row = transaction.get_one(OfficerSession, waiting.token_hash)
        proof = proofs.second(transaction, row)
        who = audited.who(row.officer)
        if not proof:
            refused(transaction, who, "second factor")
            return proof, ""
        note = Note(SIGNING_IN, who, facts={"factor": proof.factor})
        trail.enter(transaction, note, now=now())
        presence.keep_token(sessions.open_fully(transaction, row, proof.factor, now=now()))
        left = factors.of(transaction, row.officer_id).recovery_codes
        if proof.factor == RECOVERY:
            flash(_("Bạn còn %(left)s mã dự phòng.", left=left), "warning")
        return proof, presence.remember_device(transaction, row.officer)


def _page(row: OfficerSession, proof: Proof) -> ResponseReturnValue:
    with resources().database.transaction() as transaction:
        asked = proofs.asked(transaction, transaction.get_one(OfficerSession, row.token_hash))
    page = render_template(
        "officer/second_step.html",
        target=own_target(request.values.get("next", HOME)),
        errors=((proof.field, proof.error),) if proof.error else (),
        **asked,
    )
    return page if proof else (page, UNPROCESSABLE)


def _anew() -> ResponseReturnValue:
    flash(_("Đã quá 10 phút. Hãy đăng nhập lại từ đầu."), "warning")
    return redirect(url_for(".sign_in", next=own_target(request.values.get("next", HOME))))
