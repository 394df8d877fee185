"""Send a draft for approval; a second officer sees what it changes and publishes or returns it."""

import difflib
from collections.abc import Callable, Iterator
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from forms.changes import Impact
from services.accounts.models import Officer
from services.authoring import drafting, publishing
from services.authoring.drafting import ChangedMeanwhile, HasFaults, SamePerson
from services.authoring.models import ProcedureDraft, State
from services.authoring.publishing import DryRun
from services.authoring.trial import Fate
from services.web.context import now, resources
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.desk import blueprint, me

Act = Callable[[Session, ProcedureDraft], None]

MOST_LINES = 2000
IMPACTS = {
    Impact.COMPATIBLE: (lazy_gettext("Không ảnh hưởng"), "done"),
    Impact.NEEDS_REVIEW: (lazy_gettext("Cần xem lại"), "waiting"),
    Impact.BREAKING: (lazy_gettext("Không chuyển được"), "stopped"),
}
VERDICTS = {
    Impact.COMPATIBLE: lazy_gettext("Đơn đang điền tự chuyển sang phiên bản này."),
    Impact.NEEDS_REVIEW: lazy_gettext(
        "Người đang điền đơn được xem những gì đã đổi, rồi chuyển sang phiên bản này."
    ),
    Impact.BREAKING: lazy_gettext("Đơn đang điền được làm xong theo phiên bản cũ."),
}
FATES = {
    Fate.KEPT: lazy_gettext("tự chuyển, giữ nguyên mọi câu trả lời"),
    Fate.SHOWN: lazy_gettext("được báo những gì đã đổi, câu trả lời còn dùng được"),
    Fate.ANSWER_AGAIN: lazy_gettext("phải trả lời lại vài câu"),
    Fate.CANNOT_MOVE: lazy_gettext("làm xong theo phiên bản cũ"),
}


@blueprint.get("/thu-tuc/<int:draft_id>/duyet")
def approval(draft_id: int) -> ResponseReturnValue:
    return _page(draft_id)


@blueprint.post("/thu-tuc/<int:draft_id>/gui-duyet")
def send_for_approval(draft_id: int) -> ResponseReturnValue:
    def send(session: Session, draft: ProcedureDraft) -> None:
        catalogue, revision = resources().catalogue, desk.seen()
        drafting.ask_approval(session, draft, me(), now(), catalogue=catalogue, revision=revision)

    return _done(draft_id, send, _("Đã gửi duyệt. Một cán bộ khác của cơ quan cần duyệt."))


@blueprint.post("/thu-tuc/<int:draft_id>/duyet")
def approve(draft_id: int) -> ResponseReturnValue:
    def publish(session: Session, draft: ProcedureDraft) -> None:
        catalogue, revision = resources().catalogue, desk.seen()
        publishing.approve(session, draft, me(), now(), catalogue=catalogue, revision=revision)

    return _done(draft_id, publish, _("Đã công bố thủ tục."))


@blueprint.post("/thu-tuc/<int:draft_id>/tra-lai")
def return_draft(draft_id: int) -> ResponseReturnValue:
    note = request.form.get("note", "").strip()
    with resources().database.transaction() as session:
        is_own = desk.draft_of(session, draft_id).sent_by_id == me().id
    if not note and not is_own:
        return _page(draft_id, note_missing=True), HTTPStatus.UNPROCESSABLE_ENTITY

    def give_back(session: Session, draft: ProcedureDraft) -> None:
        drafting.return_to_author(session, draft, me(), note, now())

    return _done(draft_id, give_back, _("Đã trả lại để sửa."))


@blueprint.route("/thu-tuc/<int:draft_id>/bo", methods=["GET", "POST"])
def discard_draft(draft_id: int) -> ResponseReturnValue:
    if request.method == "GET":
        opened = desk.opened(draft_id)
        frame = drawing.frame(opened, None)
        return render_template("officer/authoring_discard.html", **frame, errors=[])
    with resources().database.transaction() as session:
        drafting.discard(session, desk.draft_of(session, draft_id), me(), now())
    flash(_("Đã bỏ bản đang soạn."), "success")
    return redirect(url_for(".procedures"))


def _done(draft_id: int, act: Act, told: str) -> ResponseReturnValue:
    """Do it, or say why it cannot be done; what was written stays in its field."""
    try:
        with resources().database.transaction() as session:
            act(session, desk.draft_of(session, draft_id))
    except (ChangedMeanwhile, HasFaults, SamePerson) as refused:
        return _page(draft_id, refused=refused), HTTPStatus.CONFLICT
    flash(told, "success")
    return redirect(url_for(".approval", draft_id=draft_id))


def _page(draft_id: int, *, refused: Exception | None = None, note_missing: bool = False) -> str:
    catalogue = resources().catalogue
    with resources().database.transaction() as session:
        draft = desk.draft_of(session, draft_id)
        opened = desk.read(draft)
        trial = publishing.dry_run(session, catalogue, draft.text)
        sender, editor = (_named(session, one) for one in (draft.sent_by_id, draft.editor_id))
    return render_template(
        "officer/authoring_approval.html",
        **drawing.frame(opened, None),
        trial=trial,
        sender=sender,
        editor=editor,
        may_approve=me().id not in {draft.sent_by_id, draft.editor_id},
        is_sender=me().id == draft.sent_by_id,
        waits=draft.state == State.AWAITING_APPROVAL,
        is_published=draft.state == State.PUBLISHED,
        faults=places.told(draft.id, opened.checked.faults),
        lines=list(_lines(trial)),
        impacts=IMPACTS,
        verdicts=VERDICTS,
        fates=FATES,
        refusal=type(refused).__name__ if refused else "",
        note=request.form.get("note", draft.note),
        errors=[("note", _("Hãy viết cần sửa gì."))] if note_missing else [],
    )


def _named(session: Session, officer_id: int | None) -> str:
    officer = session.get(Officer, officer_id) if officer_id else None
    return officer.full_name if officer else ""


def _lines(trial: DryRun) -> Iterator[tuple[str, str]]:
    """Compare the two documents line by line: (+ or -, line)."""
    if trial.before is None or trial.procedure is None:
        return
    before, after = trial.before.text.splitlines(), trial.procedure.text.splitlines()
    compared = difflib.unified_diff(before, after, n=0, lineterm="")
    for number, line in enumerate(compared):
        if number >= MOST_LINES:
            return
        if line[:3] not in {"---", "+++", "@@ "}:
            yield line[:1], line[1:]
