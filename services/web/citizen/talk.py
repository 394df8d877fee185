"""Write to the agency of the own dossier, and read what it wrote."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.dossiers import pseudonyms
from services.dossiers.models import Dossier
from services.files import seals
from services.files.shelf import FilesMissing
from services.identity import store
from services.messages import conversation, writing
from services.messages.conversation import Opened
from services.messages.models import Side
from services.messages.refusals import MessageRefused
from services.web import composing
from services.web.citizen import dossier_page, opened, own_seal, talk_page, visit
from services.web.composing import FILES, TEXT
from services.web.context import now, resources

ALL = "tat-ca"

blueprint = Blueprint("talk", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so/tin-nhan")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        page = _page(session, dossier, {}, is_read=True)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/tra-cuu/ho-so/tin-nhan")
def send() -> ResponseReturnValue:
    """Keep the files first, so that no fault of the rest loses them; nor is the text ever lost."""
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        held = visit.held(visit.MESSAGE, dossier.id)
        taken = composing.receive(session, held, store.recipient(session, dossier.id))
        visit.hold(visit.MESSAGE, dossier.id, list(taken.ids))
        errors = {FILES: taken.fault} if taken.fault else {}
        stays = composing.stays()
        if not errors and not stays:
            errors = _hand_in(session, dossier)
        if errors or stays:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
            return _page(session, dossier, errors), status
    visit.let_go(visit.MESSAGE)
    flash(_("Đã gửi tin cho cơ quan."), "success")
    return redirect(url_for("talk.show"))


def _hand_in(session: Session, dossier: Dossier) -> dict[str, Text]:
    """Send it; give what is wrong with it, if anything, and then leave nothing behind."""
    given = composing.written(visit.held(visit.MESSAGE, dossier.id))
    bounds = resources().settings.conversation
    try:
        with session.begin_nested():
            message = writing.by_person(session, dossier, given, bounds, now=now())
            _protect(session, dossier, message.id)
    except MessageRefused as refused:
        return {TEXT: refused.told}
    except FilesMissing:
        visit.let_go(visit.MESSAGE)
        return {FILES: composing.GONE}
    return {}


def _protect(session: Session, dossier: Dossier, message_id: int) -> None:
    """Let the names of files tell nobody who sent them; of a sealed dossier they are sealed."""
    procedure = dossier_page.case_of(dossier).procedure
    if pseudonyms.protects(procedure, dossier.answers):
        pseudonyms.rename(conversation.files_of(session, message_id))


def _page(
    session: Session, dossier: Dossier, errors: Mapping[str, Text], *, is_read: bool = False
) -> str:
    unsealed = own_seal.of(session, dossier)
    by = Opened(unsealed.values, unsealed.owner) if unsealed else None
    most = None if ALL in request.args else conversation.RECENT
    said = conversation.of(session, dossier.id, by, most=most)
    if is_read:
        conversation.mark_read(session, said, Side.APPLICANT, now=now())
    held = composing.held_files(session, visit.held(visit.MESSAGE, dossier.id))
    seals.reveal(held, by.owner if by else None)
    view = talk_page.view(dossier, said, held, errors, now=now())
    is_cut = most is not None and conversation.count(session, dossier.id) > len(said)
    return render_template("citizen/talk.html", view=view, errors=view.errors, is_cut=is_cut)
