"""Answer a request for a supplement: a text, and papers that are kept as soon as they come."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.kinds.papers import USUAL_TYPES
from forms.text import Text
from services.dossiers import enclosing, pseudonyms
from services.dossiers.models import Dossier
from services.dossiers.refusals import InputsInvalid
from services.files import seals, shelf
from services.files.intake import Owner
from services.files.models import Purpose, StoredFile
from services.web import takings
from services.web.citizen import dossier_page, opened, own_seal, pressed, supplement_page, visit
from services.web.citizen.happenings import ANSWER
from services.web.citizen.page_files import REMOVE
from services.web.context import now, resources
from services.web.takings import Taken

TEXT = "answer"
FILES = "files"

blueprint = Blueprint("supplement", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so/bo-sung")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        return _page(session, dossier, {})


@blueprint.post("/tra-cuu/ho-so/bo-sung")
def answer() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        taken = _receive(session, dossier)
        stays = pressed.stays()
        errors = {FILES: taken.fault} if taken.fault else {}
        if not errors and not stays:
            errors = _hand_in(session, dossier)
        if errors or stays:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
            return _page(session, dossier, errors), status
    visit.let_go(visit.SUPPLEMENT)
    flash(_("Bạn đã gửi phần bổ sung."), "success")
    return redirect(url_for("follow_up.show"))


def _receive(session: Session, dossier: Dossier) -> Taken:
    """Keep what came; it belongs to the dossier only when the answer is handed in."""
    removed = request.form.get(REMOVE, "")
    held = [file for file in visit.held(visit.SUPPLEMENT, dossier.id) if file != removed]
    most = resources().settings.limits.files
    given = list(takings.uploaded(FILES))
    room = max(0, most - len(held))
    rules = takings.rules(USUAL_TYPES, most)
    unsealed = own_seal.of(session, dossier)
    owner = Owner(seal=unsealed.owner if unsealed else None)
    taken = takings.take(
        session, given[:room], owner=owner, purpose=Purpose.SUPPLEMENT, rules=rules
    )
    visit.hold(visit.SUPPLEMENT, dossier.id, [*held, *taken.ids])
    return Taken(taken.ids, taken.faults + takings.too_many(given[room:], most))


def _hand_in(session: Session, dossier: Dossier) -> dict[str, Text]:
    """Give the answer to the agency; return what is wrong with it, if anything."""
    files = [str(stored.id) for stored in _held(session, dossier)]
    inputs = {TEXT: request.form.get(TEXT, ""), FILES: files}
    try:
        opened.act(session, dossier, ANSWER, inputs)
    except InputsInvalid as refused:
        return refused.errors
    claimed = shelf.claim(session, files, dossier_id=dossier.id, draft_id=None)
    _protect(session, dossier, claimed)
    return {}


def _protect(session: Session, dossier: Dossier, claimed: Sequence[StoredFile]) -> None:
    """Let the names of the files tell nobody who sent them."""
    unsealed = own_seal.of(session, dossier)
    seals.reveal(claimed, unsealed.owner if unsealed else None)
    if pseudonyms.protects(dossier_page.case_of(dossier).procedure, dossier.answers):
        pseudonyms.rename(claimed)
    if unsealed is not None and claimed:
        data_key = unsealed.owner.data_key
        enclosing.add_files(session, dossier.id, data_key, claimed, now=now())


def _held(session: Session, dossier: Dossier) -> Sequence[StoredFile]:
    ids = [UUID(file) for file in visit.held(visit.SUPPLEMENT, dossier.id)]
    wanted = select(StoredFile).where(StoredFile.id.in_(ids), StoredFile.dossier_id.is_(None))
    found = session.scalars(wanted.order_by(StoredFile.uploaded_at)).all()
    unsealed = own_seal.of(session, dossier)
    seals.reveal(found, unsealed.owner if unsealed else None)
    return found


def _page(session: Session, dossier: Dossier, errors: dict[str, Text]) -> str:
    page = supplement_page.draw(dossier, _held(session, dossier), errors)
    return render_template("citizen/supplement.html", page=page, errors=page.errors)
