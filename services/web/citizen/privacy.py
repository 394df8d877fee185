"""The privacy notice of a procedure: read before filing, and found again in its old edition."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from forms.privacy import notice_file, rights
from forms.privacy.notice import UnknownEdition
from services.web import offered
from services.web.context import resources, today

EDITION = "ban"
LONGEST = 100

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/thu-tuc/<code>/du-lieu-ca-nhan")
def notice(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    notices = notice_file.shipped()
    current = notices.of(procedure, today())
    try:
        wanted = request.args.get(EDITION, "")[:LONGEST]
        edition = notices.edition(wanted) if wanted else current
    except UnknownEdition:
        abort(404)
    return render_template(
        "citizen/privacy_notice.html",
        procedure=procedure,
        edition=edition,
        is_current=edition == current,
        rights=rights.shipped(),
        limits=resources().settings.limits,
    )
