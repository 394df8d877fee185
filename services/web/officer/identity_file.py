"""A sealed file, for whoever has opened the part that it belongs to; kept nowhere on the way."""

from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from services.access_requests import fetching
from services.access_requests.fetching import Handed, Wish
from services.access_requests.reading import Keeper
from services.access_requests.refusals import AccessRefused
from services.custody.refusals import CustodyRefusal
from services.dossiers.models import Dossier
from services.files import seals
from services.web import unsealed_files
from services.web.context import now, resources
from services.web.downloads import POLICY, disposition
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.identity_opened import closed_page


@blueprint.get("/ho-so/<number>/danh-tinh/<int:request_id>/tep/<uuid:file_id>")
def opened_file(number: str, request_id: int, file_id: UUID) -> ResponseReturnValue:
    keeper, wish = Keeper(resources().custodian, resources().database), Wish(request_id, file_id)
    with resources().database.transaction() as session:
        case = open_case(session, number)
        try:
            handed = fetching.fetch(session, keeper, me(), case.dossier, wish, now=now())
        except (AccessRefused, CustodyRefusal) as refusal:
            return closed_page(session, case, refusal)
    return _sent(case.dossier, handed)


def _sent(dossier: Dossier, handed: Handed) -> Response:
    """Stream it: it is neither held as a whole nor kept by a cache."""
    stored = handed.stored
    found = seals.content(resources().objects, stored, handed.owner)
    response = Response(unsealed_files.begun(dossier, found), content_type=stored.content_type)
    response.content_length = stored.size
    response.headers["Content-Disposition"] = disposition(stored.shown_name)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store, private"
    return response
