"""The form that a draft makes, in each of its states, as people would see it."""

from http import HTTPStatus
from itertools import groupby

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.web import preview
from services.web.citizen import pressed
from services.web.context import today
from services.web.guard import csrf
from services.web.languages import language
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.desk import blueprint
from services.web.preview import PreviewState


@blueprint.get("/thu-tuc/<int:draft_id>/xem-thu")
def preview_list(draft_id: int) -> ResponseReturnValue:
    opened = desk.opened(draft_id)
    by_page = groupby(_states(opened), key=lambda state: state.section)
    return render_template(
        "officer/authoring_preview.html",
        **drawing.frame(opened, None),
        pages=[list(states) for _key, states in by_page],
        errors=[],
    )


@blueprint.route("/thu-tuc/<int:draft_id>/xem-thu/<name>", methods=["GET", "POST"])
def preview_state(draft_id: int, name: str) -> ResponseReturnValue:
    if request.form.get(pressed.GO) == pressed.AUTOSAVE:
        return "", HTTPStatus.NO_CONTENT
    if request.method == "POST":
        return redirect(request.path, HTTPStatus.SEE_OTHER)
    opened = desk.opened(draft_id)
    if opened.checked.procedure is None:
        return _not_yet(opened)
    found = {state.name: state for state in _states(opened)}
    if name not in found:
        abort(HTTPStatus.NOT_FOUND)
    return found[name].draw()


def _not_yet(opened: desk.Opened) -> ResponseReturnValue:
    """Say what keeps the document from being a form."""
    faults = places.told(opened.draft.id, opened.checked.faults)
    page = render_template("officer/authoring_not_yet.html", faults=faults)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


# What is sent from a preview is thrown away.
csrf.exempt(preview_state)


def _states(opened: desk.Opened) -> list[PreviewState]:
    """List the states; none while the document says too little to make a form of it."""
    if opened.checked.procedure is None:
        return []
    draft_id = opened.draft.id

    def address(name: str) -> str:
        return url_for("officer.preview_state", draft_id=draft_id, name=name)

    return preview.states(
        opened.checked.procedure,
        language=language(),
        today=today(),
        address=address,
        home=url_for("officer.preview_list", draft_id=draft_id),
    )
