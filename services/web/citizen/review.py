"""The last page of a filing: look over everything, declare, sign, submit."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms import answers
from forms.text import Text
from services.citizens import dossiers
from services.dossiers import submission
from services.drafts import drafts, resuming, sealing
from services.web import signed_in_citizen
from services.web.citizen import attempts, lent, posting, pressed, review_page, settling, visit
from services.web.citizen.attempts import Attempt
from services.web.context import now, resources, today

CHANNEL = "web"

blueprint = Blueprint("review", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/xem-lai")
def show(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = settling.settle(session, attempts.look_at(session, draft_id))
        files = attempt.files(session)
    return review_page.page(attempt, files, {})


@blueprint.post("/nop/<uuid:draft_id>/xem-lai")
def submit(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        settling.require_same_form(attempt)
        faults = _receive(session, attempt)
        files = attempt.files(session)
        stays = pressed.stays()
        errors = faults if stays else _errors(attempt) | faults
        is_closed = not attempt.is_taken or attempt.lacks_key or attempt.needs_login
        closed = not stays and is_closed
        if not stays and not errors and not closed:
            _hand_in(session, attempt)
    if closed:
        return review_page.page(attempt, files, errors), HTTPStatus.CONFLICT
    if errors:
        return review_page.page(attempt, files, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_next(attempt))


def _next(attempt: Attempt) -> str:
    if pressed.go() == pressed.ELSEWHERE:
        return url_for("elsewhere.show", draft_id=attempt.draft.id)
    if pressed.stays():
        return attempt.url(None, anchor=pressed.anchor(attempt.raw))
    return url_for("finished.show", draft_id=attempt.draft.id)


def _receive(session: Session, attempt: Attempt) -> dict[str, Text]:
    """Keep the declaration and the signature, also when the filing does not pass yet."""
    faults: dict[str, Text] = {}
    for section in attempt.procedure.review_sections:
        faults |= posting.receive(session, attempt, section).faults
    return faults


def _errors(attempt: Attempt) -> dict[str, Text]:
    procedure = attempt.procedure
    agencies = lent.agencies(procedure)
    return answers.check(procedure, attempt.raw, today=today(), agencies=agencies).errors


def _hand_in(session: Session, attempt: Attempt) -> None:
    """Make the dossier in the same transaction that ends the draft: both, or neither."""
    draft, procedure = attempt.draft, attempt.procedure
    citizen = signed_in_citizen.citizen()
    desk = submission.Desk(
        resources().access_codes, resources().settings.number_pattern, resources().front_doors
    )
    filed = submission.Filing(
        procedure=procedure,
        workflow=resources().catalogue.workflow(procedure.workflow),
        agency=draft.agency,
        raw=drafts.gathered(draft),
        attempt=visit.token_of(draft.id),
        channel=CHANNEL,
        draft_id=draft.id,
        seal=sealing.owner(draft),
        signed_in=citizen is not None,
    )
    submitted = submission.submit(session, desk, filed, now=now())
    if citizen and not submitted.is_repeat:
        dossiers.link(session, citizen.account_id, procedure, submitted.dossier)
    draft.dossier_id = submitted.dossier.id
    sealing.forget(draft)
    resuming.take_code_away(draft)
