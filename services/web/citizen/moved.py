"""What changed in the form of an open draft, and the choice that its person has."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.catalogue import UnknownProcedure
from forms.changes import Change, compare
from forms.text import Text
from services.drafts import moving
from services.drafts.moving import Move
from services.files.models import StoredFile
from services.web.citizen import attempts, left_files, pressed, settling
from services.web.citizen.attempts import Attempt
from services.web.context import now, resources
from services.web.languages import language

MOVE = "move"
STAY = "stay_behind"
SORTS = ("added", "removed", "changed", "head")

blueprint = Blueprint("moved", __name__)
attempts.redirect_refusals(blueprint)


@blueprint.get("/nop/<uuid:draft_id>/ban-moi")
def show(draft_id: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        attempt = attempts.look_at(session, draft_id)
        files = left_files.left(attempt, attempt.files(session))
    after = settling.newer(attempt)
    if after is not None:
        return _choice(attempt, settling.consider(attempt, after))
    if attempt.draft.moved_from is None:
        return redirect(url_for("resume.go_on", draft_id=draft_id))
    return _afterwards(attempt, files)


@blueprint.post("/nop/<uuid:draft_id>/ban-moi")
def decide(draft_id: UUID) -> ResponseReturnValue:
    """Move over or stay, if the version is still the one that the person was shown."""
    with resources().database.transaction() as session:
        attempt = attempts.take_hold(session, draft_id)
        after = settling.newer(attempt)
        if after is None or request.form.get(settling.VERSION) != str(after.version):
            return redirect(url_for("moved.show", draft_id=draft_id))
        move = settling.consider(attempt, after)
        if pressed.go() == MOVE and move.is_allowed:
            attempt = settling.move_over(session, move)
            flash(_("Đơn của bạn đã chuyển sang bản mới."), "success")
            if moving.left_over(attempt.draft):
                return redirect(url_for("moved.show", draft_id=draft_id))
        elif pressed.go() == STAY:
            moving.stay(attempt.draft, after, now=now())
        else:
            return _choice(attempt, move), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(attempt.url(attempt.left_off()))


def _choice(attempt: Attempt, move: Move) -> str:
    preview = move.preview
    return render_template(
        "citizen/moved.html",
        attempt=attempt,
        move=move,
        changes=grouped(move.comparison.changes),
        lost=_named(preview.lost.values()),
        refused=_named(preview.refused_labels.values()),
        asked_anew=_named(preview.new_labels.values()),
    )


def _afterwards(attempt: Attempt, files: Sequence[StoredFile]) -> str:
    """Show what changed when the draft moved over, and the answers that are left over."""
    code, version = attempt.draft.procedure_code, attempt.draft.moved_from or 0
    try:
        before = resources().catalogue.version(code, version)
    except UnknownProcedure:
        changes: tuple[Change, ...] = ()
    else:
        changes = compare(before, attempt.procedure).changes
    return render_template(
        "citizen/moved_already.html",
        attempt=attempt,
        changes=grouped(changes),
        rows=[_row(row) for row in moving.left_over(attempt.draft) if not row["files"]],
        files=[left_files.entry(attempt, stored) for stored in files],
        next_page=attempt.url(attempt.left_off()),
    )


def grouped(changes: tuple[Change, ...]) -> dict[str, list[Text]]:
    """Sort changes into questions added, removed and changed, and what concerns the whole."""
    found: dict[str, list[Text]] = {sort: [] for sort in SORTS}
    for change in changes:
        if change.words not in found[change.sort]:
            found[change.sort].append(change.words)
    return {sort: words for sort, words in found.items() if words}


def _named(labels: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(label.in_language(language()) for label in labels))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    lines = [line[language()] for line in row["value"]]
    return {"label": row["label"][language()], "value": lines}
