"""The document itself, for who knows how it is written."""

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from forms.editing import where
from forms.editing.where import Address
from services.authoring.drafting import ChangedMeanwhile
from services.web.citizen import pressed
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.desk import blueprint

HERE = Address(where.TEXT)


@blueprint.get("/thu-tuc/<int:draft_id>/van-ban")
def edit_text(draft_id: int) -> ResponseReturnValue:
    return _page(desk.opened(draft_id))


@blueprint.post("/thu-tuc/<int:draft_id>/van-ban")
def save_text(draft_id: int) -> ResponseReturnValue:
    typed = request.form.get("text", "")
    try:
        saved = desk.keep(draft_id, lambda _draft: typed)
    except ChangedMeanwhile:
        return _page(desk.opened(draft_id), typed), HTTPStatus.CONFLICT
    if request.form.get(pressed.GO) == pressed.AUTOSAVE:
        return _page(saved)
    desk.tell_saved(saved)
    return redirect(places.url(draft_id, HERE))


def _page(opened: desk.Opened, typed: str | None = None) -> str:
    """Show the text; the line that a fault names is quoted beside it."""
    text = opened.draft.text if typed is None else typed
    lines = text.splitlines()
    number = request.args.get("dong", 0, int)
    return render_template(
        "officer/authoring_text.html",
        **drawing.frame(opened, HERE),
        text=text,
        saved_text=opened.draft.text if typed is not None else "",
        line=number if 0 < number <= len(lines) else 0,
        quoted=lines[number - 1].strip() if 0 < number <= len(lines) else "",
        faults=[
            (fault, told.what, told.mend)
            for fault, told in zip(
                opened.checked.faults,
                places.told(opened.draft.id, opened.checked.faults),
                strict=True,
            )
        ],
        clashes=typed is not None,
        errors=[],
    )
