"""After the submission: the number, the access code, and the papers on their way."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.dossiers.look_up import DossierMissing
from services.dossiers.models import Dossier
from services.drafts import drafts, resuming
from services.web.citizen import attempts, dossier_page, visit
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
    if view is None:
        return redirect(url_for("review.show", draft_id=draft_id))
    code = resources().access_codes.for_attempt(token)
    return render_template("citizen/finished.html", view=view, code=code, draft_id=draft_id)


@blueprint.post("/nop/<uuid:draft_id>/xong")
def noted(draft_id: UUID) -> ResponseReturnValue:
    """Let go of the code on every device: from now on only the person has it."""
    token = visit.token_of(draft_id)
    with resources().database.transaction() as session:
        draft = drafts.hold_draft(session, draft_id, token, now=now())
        dossier_id = draft.dossier_id
        if dossier_id is not None:
            resuming.close(draft)
    if dossier_id is None:
        return redirect(url_for("review.show", draft_id=draft_id))
    visit.forget_draft(draft_id)
    visit.open_dossier(dossier_id, now=now())
    return redirect(url_for("follow_up.show"))


def _dossier(session: Session, draft_id: UUID, token: str) -> Dossier | None:
    draft = drafts.open_draft(session, draft_id, token, now=now())
    dossier = session.get(Dossier, draft.dossier_id) if draft.dossier_id else None
    if dossier and dossier.hidden_at:
        raise DossierMissing
    return dossier
