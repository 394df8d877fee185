"""One draft at a glance: what is written, what is wrong, what comes next."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.editing.document import NotReadable
from forms.editing.operations import NoSuchPlace
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.desk import blueprint


@blueprint.get("/thu-tuc/<int:draft_id>")
def draft(draft_id: int) -> ResponseReturnValue:
    opened = desk.opened(draft_id)
    return render_template(
        "officer/authoring_draft.html",
        **drawing.frame(opened, None),
        faults=places.told(draft_id, opened.checked.faults),
        procedure=opened.checked.procedure,
        errors=[],
    )


@blueprint.errorhandler(NotReadable)
def only_the_text(_refused: NotReadable) -> ResponseReturnValue:
    """Lead to the text, since no page can show what is not a document."""
    flash(_("Văn bản chưa đọc được. Hãy sửa văn bản trước."), "warning")
    return redirect(url_for(".edit_text", draft_id=(request.view_args or {})["draft_id"]))


@blueprint.errorhandler(NoSuchPlace)
def no_such_place(_refused: NoSuchPlace) -> ResponseReturnValue:
    flash(_("Phần này không còn trong thủ tục."), "warning")
    return redirect(url_for(".edit_sections", draft_id=(request.view_args or {})["draft_id"]))
