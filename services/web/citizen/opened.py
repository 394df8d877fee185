"""The dossier that the visitor opened with its code, and what the visitor does to it."""

import re
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.dossiers import actions
from services.dossiers.actions import Request
from services.dossiers.history import Actor
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.refusals import ActionNotAllowed, ActionOutdated
from services.web.citizen import dossier_page, visit
from services.web.context import now

REVISION = "revision"
# Fields in which people write for a while, and where they are sent.
WRITTEN = {
    "answer": "supplement.answer",
    "reason": "withdrawal.withdraw",
    "wish": "wishes.act",
    "data_wish": "my_data.send",
    "message": "talk.send",
}
WHOLE_NUMBER = re.compile("[0-9]{1,9}")


class NothingOpened(Exception):
    """No dossier is open in this browser, or half an hour has passed since the last look."""


def dossier(session: Session) -> Dossier:
    """Give the opened dossier.

    Raises:
        NothingOpened: there is none any more.

    """
    dossier_id = visit.opened_dossier(now=now())
    found = session.get(Dossier, dossier_id) if dossier_id is not None else None
    if found is None or found.hidden_at:
        raise NothingOpened
    return found


def act(session: Session, opened: Dossier, action: str, inputs: dict[str, Any]) -> HistoryEntry:
    """Do something as the applicant, on the page's word which revision it showed."""
    seen = request.form.get(REVISION, "")
    wish = Request(
        action=action,
        actor=Actor("applicant", opened.applicant_name),
        seen_revision=int(seen) if WHOLE_NUMBER.fullmatch(seen) else 0,
        inputs=inputs,
    )
    return actions.act(session, dossier_page.case_of(opened), wish, now=now())


def redirect_refusals(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(NothingOpened, _ended)
    blueprint.register_error_handler(ActionNotAllowed, _changed)
    blueprint.register_error_handler(ActionOutdated, _changed)


def written() -> tuple[str, str] | None:
    """Give what the person was writing, and the name of its field."""
    return next(((name, request.form[name]) for name in WRITTEN if request.form.get(name)), None)


def back_to_work() -> ResponseReturnValue | None:
    """Lead back, with what was written, to the page on which the time ran out."""
    kept = written()
    if kept is None:
        return None
    # The browser posts the same form again; its button only saves.
    return redirect(url_for(WRITTEN[kept[0]]), HTTPStatus.TEMPORARY_REDIRECT)


def _ended(_refused: NothingOpened) -> ResponseReturnValue:
    """Lead back to the look-up; what was written just now goes along."""
    kept = written()
    if kept:
        page = render_template(
            "citizen/look_up.html", number="", code="", faults={}, errors=[], written=kept
        )
        return page, HTTPStatus.FORBIDDEN
    flash(_("Hãy mở hồ sơ bằng mã hồ sơ và mã tra cứu."), "info")
    return redirect(url_for("look_up.show"))


def _changed(_refused: Exception) -> ResponseReturnValue:
    """Show the dossier as it is now: it changed after the page was drawn."""
    flash(_("Hồ sơ đã thay đổi từ khi bạn mở trang. Hãy xem tình trạng mới dưới đây."), "warning")
    return redirect(url_for("follow_up.show"))
