"""Follow an opened dossier."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from services.files import seals
from services.files.models import StoredFile
from services.web.citizen import dossier_page, opened, own_copy, own_seal, visit
from services.web.context import now, resources

blueprint = Blueprint("follow_up", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        view = dossier_page.view(session, dossier, own_seal.of(session, dossier))
    response = make_response(render_template("citizen/dossier.html", view=view))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/tra-cuu/ho-so/don")
def petition() -> ResponseReturnValue:
    """Print the own petition; of a sealed dossier no copy lies anywhere."""
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        unsealed = own_seal.of(session, dossier)
    if unsealed is None:
        abort(HTTPStatus.NOT_FOUND)
    return own_copy.petition(dossier, unsealed)


@blueprint.get("/tra-cuu/ho-so/tep/<uuid:file_id>")
def file(file_id: UUID) -> ResponseReturnValue:
    """Give back a file that the person sent."""
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        unsealed = own_seal.of(session, dossier)
        stored = session.get(StoredFile, file_id)
        if unsealed is None or stored is None or stored.dossier_id != dossier.id:
            abort(HTTPStatus.NOT_FOUND)
        seals.reveal((stored,), unsealed.owner)
    return own_copy.file(dossier, stored, unsealed)


@blueprint.get("/tra-cuu/ho-so/o-lai")
def stay() -> ResponseReturnValue:
    """Keep the dossier open for another half hour, for a script that asks in time."""
    if visit.opened_dossier(now=now()) is None:
        abort(HTTPStatus.GONE)
    return "", HTTPStatus.NO_CONTENT
