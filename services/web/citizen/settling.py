"""Which version of its form an open draft goes on with, before a page of it is drawn or kept."""

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.catalogue import UnknownProcedure
from forms.changes import Impact, compare
from forms.procedure import Procedure
from services.authoring import keeping
from services.drafts import moving
from services.drafts.moving import Move
from services.web.citizen import attempts, lent
from services.web.citizen.attempts import Attempt, MovedMeanwhile, NewVersion
from services.web.context import now, resources, today

VERSION = "version"
QUIETLY = "luu"  # In the address that the script reads after saving by itself.


def settle(session: Session, attempt: Attempt) -> Attempt:
    """Move the draft over if nothing is lost by it; else let its person decide first.

    Raises:
        NewVersion: there is a decision to take.

    """
    after = newer(attempt)
    if after is None or QUIETLY in request.args or moving.is_decided(attempt.draft, after):
        return attempt
    held = attempts.take_hold(session, attempt.draft.id)
    after = newer(held)
    if after is None:
        return held
    move = consider(held, after)
    if not move.needs_nobody:
        raise NewVersion(attempt.draft.id)
    if move.comparison.changes:
        flash(_("Mẫu đơn vừa có bản mới. Mọi câu trả lời của bạn còn nguyên."), "info")
    return move_over(session, move)


def newer(attempt: Attempt) -> Procedure | None:
    return moving.newer(resources().catalogue, attempt.draft, on=today())


def consider(attempt: Attempt, after: Procedure) -> Move:
    return moving.consider(attempt.draft, attempt.procedure, after, today=today())


def move_over(session: Session, move: Move) -> Attempt:
    agencies = lent.agencies(move.before)
    moving.carry_out(move, today=today(), now=now(), agencies=agencies)
    keeping.keep(session, move.after, now=now())
    session.flush()
    return Attempt(move.draft, move.after)


def require_same_form(attempt: Attempt, section_key: str | None = None) -> None:
    """Take a page that was drawn from an older version only if it still fits.

    Raises:
        MovedMeanwhile: it does not; nothing of it is kept, and what was typed is given back.

    """
    drawn_from = request.form.get(VERSION, "")
    if drawn_from in {"", str(attempt.procedure.version)}:
        return
    sections = {section.key for section in attempt.procedure.sections}
    if section_key not in {None, *sections} or not _still_fits(attempt, drawn_from):
        raise MovedMeanwhile


def _still_fits(attempt: Attempt, drawn_from: str) -> bool:
    if not drawn_from.isdecimal():
        return False
    try:
        before = resources().catalogue.version(attempt.procedure.code, int(drawn_from[:9]))
    except UnknownProcedure:
        return False
    return compare(before, attempt.procedure).impact is Impact.COMPATIBLE
