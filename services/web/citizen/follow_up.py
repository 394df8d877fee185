"""Follow an opened dossier."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.web.citizen import dossier_page, opened
from services.web.context import resources

blueprint = Blueprint("follow_up", __name__)
opened.redirect_refusals(blueprint)


@blueprint.get("/tra-cuu/ho-so")
def show() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        view = dossier_page.view(session, opened.dossier(session))
    return render_template("citizen/dossier.html", view=view)
