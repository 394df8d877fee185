"""Follow an opened dossier."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from services.web.citizen import dossier_page, opened, visit
from services.web.context import now, resources

blueprint = Blueprint("follow_up", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        view = dossier_page.view(session, opened.dossier(session))
    return render_template("citizen/dossier.html", view=view)


@blueprint.get("/tra-cuu/ho-so/o-lai")
def stay() -> ResponseReturnValue:
    """Keep the dossier open for another half hour, for a script that asks in time."""
    if visit.opened_dossier(now=now()) is None:
        abort(HTTPStatus.GONE)
    return "", HTTPStatus.NO_CONTENT
