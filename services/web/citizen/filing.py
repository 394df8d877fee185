"""Fill in a filing page by page; nothing that was typed or uploaded is ever lost."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import answers
from forms.procedure import Section
from forms.text import Text
from services.files import shelf
from services.web.citizen import attempts, drawing, posting
from services.web.citizen.attempts import Attempt
from services.web.citizen.page_files import REMOVE
from services.web.citizen.posting import Posted
from services.web.context import resources, today

UPLOAD = "upload"
GO = "go"
BACK = "back"
STAY = "stay"
LONGEST_KEY = 100

blueprint = Blueprint("filing", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/<section_key>")
def show(draft_id: UUID, section_key: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
        section = attempt.page(section_key)
        files = shelf.of_draft(session, draft_id)
    return drawing.page(attempt, section, files, {}, {})


@blueprint.post("/nop/<uuid:draft_id>/<section_key>")
def save(draft_id: UUID, section_key: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        section = attempt.page(section_key)
        posted = posting.receive(session, attempt, section)
        files = shelf.of_draft(session, draft_id)
    if posted.clashes:
        page = drawing.page(attempt, section, files, posted.raw, posted.faults, posted.clashes)
        return page, HTTPStatus.CONFLICT
    errors = _errors(attempt, section, posted)
    if errors:
        page = drawing.page(attempt, section, files, posted.raw, errors)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_next(attempt, section))


def stays() -> str | None:
    """Give the anchor to come back to when the person did not mean to go on; none otherwise."""
    if UPLOAD in request.form:
        return request.form[UPLOAD][:LONGEST_KEY].replace(".", "-")
    return "" if REMOVE in request.form or request.form.get(GO) == STAY else None


def _errors(attempt: Attempt, section: Section, posted: Posted) -> dict[str, Text]:
    """Check the page, unless the person goes back or only saves: then files alone are judged."""
    if stays() is not None or request.form.get(GO) == BACK:
        return posted.faults
    raw = attempt.raw | posted.raw
    checked = answers.check(attempt.procedure, raw, today=today(), section=section.key)
    return {**checked.errors, **posted.faults}


def _next(attempt: Attempt, section: Section) -> str:
    anchor = stays()
    if anchor is not None:
        if request.form.get(GO) == STAY:
            flash(_("Đã lưu. Bạn có thể đóng trang và điền tiếp sau."), "success")
        return attempt.url(section, anchor=anchor or None)
    pages = attempt.pages(attempt.raw)
    place = next((place for place, page in enumerate(pages) if page.key == section.key), 0)
    if request.form.get(GO) == BACK:
        return attempt.url(pages[max(0, place - 1)])
    return attempt.url(pages[place + 1] if place + 1 < len(pages) else None)
