"""Act on a dossier: a page for each action, and a plain word to whoever comes second."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from forms.text import Text
from services.dossiers import actions, inputs
from services.dossiers.actions import Case, Request
from services.dossiers.models import HistoryEntry
from services.dossiers.refusals import ActionNotAllowed, ActionOutdated, InputsInvalid
from services.files import shelf
from services.files.shelf import FilesMissing
from services.policy import check
from services.policy.table import Action
from services.web.context import now, resources
from services.web.document_titles import title
from services.web.languages import words
from services.web.officer import action_controls, attempt, received, told, why_due
from services.web.officer.attempt import Attempt
from services.web.officer.desk import actor, blueprint, me, open_case
from services.web.officer.dossier import heading

UNPROCESSABLE = 422
CONFLICT = 409
NO_ERRORS: Mapping[str, Text] = {}
GONE = Text(
    "Tệp đã tải lên quá một ngày nên không còn nữa. Hãy tải lại tệp.",
    "The file was uploaded more than a day ago and is gone. Upload it again.",
)


@blueprint.get("/ho-so/<number>/<name>")
def action(number: str, name: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        case = open_case(session, number)
        check.require(me(), Action.HANDLE, case.dossier)
        asked = case.workflow.action(name)
        if asked not in case.allowed("officer"):
            flash(_("Hồ sơ không còn ở bước làm được việc này."), "warning")
            return redirect(_dossier_page(number))
        blank = attempt.unsent(session, number, asked, case.dossier.revision)
        return _page(session, case, blank)


@blueprint.post("/ho-so/<number>/<name>")
def act(number: str, name: str) -> ResponseReturnValue:
    sent = _kept(number, name)
    if sent.faults:
        return _again(sent, sent.faults)
    if not sent.is_final:
        return _again(sent, NO_ERRORS)
    try:
        _do(sent)
    except InputsInvalid as invalid:
        return _again(sent, invalid.errors)
    except FilesMissing:
        return _again(sent, dict.fromkeys(sent.uploads, GONE))
    except (ActionOutdated, ActionNotAllowed, StaleDataError):
        return _too_late(sent)
    return _done(sent)


def _kept(number: str, name: str) -> Attempt:
    """Keep the uploaded files first, so that no later fault can lose them."""
    with resources().database.transaction() as session:
        case = open_case(session, number)
        check.require(me(), Action.HANDLE, case.dossier)
        return attempt.read(session, number, case.workflow.action(name))


def _do(sent: Attempt) -> None:
    with resources().database.transaction() as session:
        case = open_case(session, sent.number)
        wanted = Request(sent.action, actor(), sent.seen, sent.given)
        actions.act(session, case, wanted, now=now())
        files = [item for held in sent.uploads.values() for item in held]
        shelf.claim(session, files, dossier_id=case.dossier.id, draft_id=None)


def _done(sent: Attempt) -> ResponseReturnValue:
    received.forget(sent.page)
    flash(_("Đã ghi. Văn bản kèm theo, nếu có, sẽ hiện ở đây sau giây lát."), "success")
    return redirect(_dossier_page(sent.number))


def _again(sent: Attempt, errors: Mapping[str, Text]) -> ResponseReturnValue:
    """Show the page again with everything that was given."""
    with resources().database.transaction() as session:
        page = _page(session, open_case(session, sent.number), sent, errors)
    return page, UNPROCESSABLE if errors else 200


def _too_late(sent: Attempt) -> ResponseReturnValue:
    """Tell who was faster; the officer's own text stays on the page and nothing is done."""
    with resources().database.transaction() as session:
        case = open_case(session, sent.number)
        last = case.dossier.history[-1]
        if not _is_repeat(case, last, sent):
            return _page(session, case, sent, faster=last), CONFLICT
    return _done(sent)


def _is_repeat(case: Case, last: HistoryEntry, sent: Attempt) -> bool:
    """Whether this very officer did this very thing a moment ago: a double click."""
    if last.officer_id != me().id or last.action != sent.action:
        return False
    done = {key: value for key, value in last.inputs.items() if key != "document_number"}
    asked = case.workflow.action(sent.action)
    try:
        return inputs.checked(asked, sent.given, case.procedure.code_lists) == done
    except InputsInvalid:
        return False


def _page(
    session: Session,
    case: Case,
    sent: Attempt,
    errors: Mapping[str, Text] = NO_ERRORS,
    *,
    faster: HistoryEntry | None = None,
) -> str:
    asked = case.workflow.action(sent.action)
    controls = action_controls.drawn(session, case, asked, sent, errors)
    return render_template(
        "officer/action.html",
        **heading(session, case),
        action=asked,
        is_allowed=asked in case.allowed("officer"),
        controls=controls,
        errors=[(control.id, control.error) for control in controls if control.error],
        typed=tuple(action_controls.read_back(case, asked, sent)),
        revision=case.dossier.revision,
        promised=why_due.after(session, case, asked, now=now()),
        documents=[title(kind, case.procedure) for kind in asked.documents],
        target=case.workflow.state(asked.target(case.dossier.state) or case.dossier.state),
        faster=told.told(case, faster, {}) if faster else None,
        words=words,
        path=request.path,
    )


def _dossier_page(number: str) -> str:
    return url_for("officer.dossier", number=number)
