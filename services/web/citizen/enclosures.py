"""A picture that the visitor put into the own draft, shown back to them."""

from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from services.drafts import sealing
from services.files import seals
from services.web.citizen import attempts
from services.web.citizen.drawing import PICTURES
from services.web.context import resources
from services.web.errors import answer

blueprint = Blueprint("enclosures", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/tep/<uuid:file_id>")
def show(draft_id: UUID, file_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
        held = {stored.id: stored for stored in attempt.files(session)}
    stored = held.get(file_id)
    if stored is None or stored.content_type not in PICTURES:
        return answer(404)
    content = seals.content(resources().objects, stored, sealing.owner(attempt.draft))
    response = Response(content, content_type=stored.content_type)
    response.headers["Cache-Control"] = "no-store"
    return response
