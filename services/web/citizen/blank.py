"""The blank form of a procedure, for people who fill it in by hand."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from forms.procedure import Procedure
from services.documents import blank_shelf
from services.web.context import now, resources, today
from services.web.downloads import PDF, POLICY, disposition

CACHE = "public, max-age=3600"

blueprint = Blueprint("blank", __name__)


@blueprint.get("/thu-tuc/<code>/mau-don")
def show(code: str) -> ResponseReturnValue:
    procedure = resources().catalogue.get(code, today())
    base_url = resources().settings.base_url
    pdf = blank_shelf.find(resources().objects, procedure, base_url)
    if pdf is not None:
        return _sent(procedure, pdf)
    with resources().database.transaction() as session:
        blank_shelf.ask(session, procedure, now=now())
    page = make_response(render_template("citizen/blank.html", procedure=procedure))
    page.headers["Cache-Control"] = "no-store"
    return page, HTTPStatus.ACCEPTED


def _sent(procedure: Procedure, pdf: bytes) -> Response:
    response = Response(pdf, content_type=PDF)
    response.headers["Content-Disposition"] = disposition(f"mau-don-{procedure.code}.pdf")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = CACHE
    return response
