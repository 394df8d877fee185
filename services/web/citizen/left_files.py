"""Files of answers for which a newer form has no place: given back to the person of the draft."""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import chain
from uuid import UUID

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from services.drafts import moving, sealing
from services.files import seals
from services.files.models import StoredFile
from services.web import audited
from services.web.citizen import attempts
from services.web.citizen.attempts import Attempt
from services.web.context import resources
from services.web.downloads import as_file
from services.web.formatting import size

blueprint = Blueprint("left_files", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/ban-moi/tep/<uuid:file_id>")
def fetch(draft_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """Give a file back, unsealed while it flows where the draft is sealed."""
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
        found = [stored for stored in left(attempt, attempt.files(session)) if stored.id == file_id]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    (stored,) = found
    content = seals.content(resources().objects, stored, sealing.owner(attempt.draft))
    # The first piece tells a broken seal, while an answer in words can still be given.
    response = Response(chain((next(content, b""),), content), content_type=stored.content_type)
    response.content_length = stored.size
    audited.note("file.download", "file", "", facts={"file": str(stored.id)})
    return as_file(response, stored.shown_name)


def left(attempt: Attempt, files: Sequence[StoredFile]) -> list[StoredFile]:
    """Choose, of the files of a draft, those of answers that have no place any more."""
    ids = {named for row in moving.left_over(attempt.draft) for named in row["files"]}
    return [stored for stored in files if str(stored.id) in ids]


def entry(attempt: Attempt, stored: StoredFile) -> dict[str, str]:
    """Describe a file for the component `file_list`."""
    href = url_for("left_files.fetch", draft_id=attempt.draft.id, file_id=stored.id)
    return {"name": stored.shown_name, "about": size(stored.size), "href": href}
