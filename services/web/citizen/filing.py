"""Fill in a filing page by page; nothing that was typed or uploaded is ever lost."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import answers
from forms.procedure import Section
from forms.text import Text
from services.web.citizen import (
    attempts,
    drawing,
    group_list,
    lent,
    posting,
    prefilled,
    pressed,
    settling,
)
from services.web.citizen.attempts import Attempt
from services.web.citizen.posting import Posted
from services.web.context import resources, today

blueprint = Blueprint("filing", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/<section_key>")
def show(draft_id: UUID, section_key: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = settling.settle(session, attempts.look_at(session, draft_id))
        section = attempt.page(section_key)
        files = attempt.files(session)
    return drawing.page(attempt, section, files, prefilled.raw(attempt, section), {})


@blueprint.post("/nop/<uuid:draft_id>/<section_key>")
def save(draft_id: UUID, section_key: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        settling.require_same_form(attempt, section_key)
        section = attempt.page(section_key)
        posted = posting.receive(session, attempt, section)
        files = attempt.files(session)
    if posted.clashes:
        page = drawing.page(attempt, section, files, posted.raw, posted.faults, posted.clashes)
        return page, HTTPStatus.CONFLICT
    errors = _errors(attempt, section, posted)
    if errors:
        page = drawing.page(attempt, section, files, posted.raw, errors)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_next(attempt, section))


def _errors(attempt: Attempt, section: Section, posted: Posted) -> dict[str, Text]:
    """Check the page, unless the person goes back or only saves: then files alone are judged."""
    if pressed.stays() or pressed.go() == pressed.BACK:
        return posted.faults
    raw = attempt.raw | posted.raw
    checked = answers.check(
        attempt.procedure,
        raw,
        today=today(),
        section=section.key,
        agencies=lent.agencies(attempt.procedure),
    )
    return {**checked.errors, **posted.faults}


def _next(attempt: Attempt, section: Section) -> str:
    if pressed.go() == pressed.ELSEWHERE:
        return url_for("elsewhere.show", draft_id=attempt.draft.id)
    if pressed.go() == pressed.AUTOSAVE:
        # The script reads the page again; nothing else may come in between.
        return f"{attempt.url(section)}?{settling.QUIETLY}=1"
    uploaded = group_list.address(attempt, section, pressed.from_file())
    if uploaded:
        return uploaded
    if pressed.stays():
        if pressed.go() == pressed.STAY:
            flash(_("Đã lưu. Bạn có thể đóng trang và điền tiếp sau."), "success")
        return attempt.url(section, anchor=pressed.anchor(attempt.raw))
    pages = attempt.pages(attempt.raw)
    place = next((place for place, page in enumerate(pages) if page.key == section.key), 0)
    if pressed.go() == pressed.BACK:
        return attempt.url(pages[max(0, place - 1)])
    return attempt.url(pages[place + 1] if place + 1 < len(pages) else None)
