"""After the submission: the number, the access code, and the papers on their way."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.dossiers.look_up import DossierMissing
from services.dossiers.models import Dossier
from services.drafts import drafts, resuming
from services.web.citizen import attempts, dossier_page, own_copy, own_seal, visit
from services.web.context import now, resources

blueprint = Blueprint("finished", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/xong")
def show(draft_id: UUID) -> ResponseReturnValue:
    """Show the code as long as the person has not said that it is written down."""
    token = visit.token_of(draft_id)
    with resources().database.transaction() as session:
        dossier = _dossier(session, draft_id, token)
        view = dossier_page.view(session, dossier) if dossier else None
    if view is None or dossier is None:
        return redirect(url_for("review.show", draft_id=draft_id))
    code = resources().access_codes.for_attempt(token)
    return render_template("citizen/finished.html", view=view, code=code, draft_id=draft_id)


@blueprint.get("/nop/<uuid:draft_id>/xong/don")
def petition(draft_id: UUID) -> ResponseReturnValue:
    """Print the petition of a sealed dossier, of which no copy lies anywhere."""
    token = visit.token_of(draft_id)
    with resources().database.transaction() as session:
        dossier = _dossier(session, draft_id, token)
        code = resources().access_codes.for_attempt(token)
        unsealed = own_seal.by_code(session, dossier, code) if dossier else None
    if dossier is None or unsealed is None:
        abort(HTTPStatus.NOT_FOUND)
    return own_copy.petition(dossier, unsealed)


@blueprint.post("/nop/<uuid:draft_id>/xong")
def noted(draft_id: UUID) -> ResponseReturnValue:
    """Let go of the code on every device: from now on only the person has it."""
    token = visit.token_of(draft_id)
    with resources().database.transaction() as session:
        draft = drafts.hold_draft(session, draft_id, token, now=now())
        dossier = session.get(Dossier, draft.dossier_id) if draft.dossier_id else None
        if dossier is not None:
            resuming.close(draft)
    if dossier is None:
        return redirect(url_for("review.show", draft_id=draft_id))
    visit.forget_draft(draft_id)
    code = resources().access_codes.for_attempt(token)
    visit.open_dossier(dossier.id, now=now(), code_key=own_seal.code_key(dossier, code))
    return redirect(url_for("follow_up.show"))


def _dossier(session: Session, draft_id: UUID, token: str) -> Dossier | None:
    draft = drafts.open_draft(session, draft_id, token, now=now())
    dossier = session.get(Dossier, draft.dossier_id) if draft.dossier_id else None
    if dossier and dossier.hidden_at:
        raise DossierMissing
    return dossier
