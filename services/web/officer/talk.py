"""Write to the person of a dossier, and read what they wrote; sealed messages stay sealed here."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.dossiers.actions import Case
from services.files.shelf import FilesMissing
from services.identity import store
from services.messages import conversation, writing
from services.messages.models import Side
from services.messages.refusals import MessageRefused
from services.policy import check
from services.policy.table import Action
from services.web import audited, composing
from services.web.composing import FILES, TEXT
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import identity_box, received, talk_page
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading

READ = "message.read"
PAGE = "tin-nhan"


@blueprint.get("/ho-so/<number>/tin-nhan")
def messages(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        case = open_case(session, number)
        check.require(me(), Action.READ_MESSAGES, case.dossier)
        return _unkept(_page(session, case, {}, is_read=True))


@blueprint.post("/ho-so/<number>/tin-nhan")
def write_message(number: str) -> ResponseReturnValue:
    """Keep the files first, so that no fault of the rest loses them; nor is the text ever lost."""
    with resources().database.transaction() as session:
        case = open_case(session, number)
        check.require(me(), Action.WRITE_TO_PERSON, case.dossier)
        recipient = store.recipient(session, case.dossier.id)
        taken = composing.receive(session, received.ids(_kept(case)), recipient)
        received.keep(_kept(case), taken.ids)
        errors = {FILES: taken.fault} if taken.fault else {}
        stays = composing.stays()
        if not errors and not stays:
            errors = _hand_in(session, case)
        if errors or stays:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
            return _page(session, case, errors), status
    received.forget(_kept(case))
    flash(_("Đã gửi tin cho người nộp."), "success")
    return redirect(url_for(".messages", number=number))


def _hand_in(session: Session, case: Case) -> dict[str, Text]:
    """Send it; give what is wrong with it, if anything, and then leave nothing behind."""
    given = composing.written(received.ids(_kept(case)))
    try:
        with session.begin_nested():
            writing.by_officer(session, me(), case.dossier, given, now=now())
    except MessageRefused as refused:
        return {TEXT: refused.told}
    except FilesMissing:
        received.forget(_kept(case))
        return {FILES: composing.GONE}
    return {}


def _page(
    session: Session, case: Case, errors: Mapping[str, Text], *, is_read: bool = False
) -> str:
    said = conversation.of(session, case.dossier.id)
    if is_read:
        open_ones = [one for one in said if one.text is not None]
        new = conversation.mark_read(session, open_ones, Side.OFFICER, now=now())
        facts = {"shown": len(open_ones), "new": new}
        audited.note(READ, "dossier", case.dossier.number, facts=facts)
    identity = identity_box.box(session, case)
    hint = _("Người nộp đọc được khi mở hồ sơ. Đừng viết điều không nên để người khác đọc.")
    held = composing.held_files(session, received.ids(_kept(case)))
    return render_template(
        "officer/talk.html",
        **heading(session, case),
        said=[talk_page.entry(case.dossier, one) for one in said],
        identity=identity,
        may_write=bool(check.allowed(me(), Action.WRITE_TO_PERSON, case.dossier)),
        controls=composing.controls(held, _("Viết cho người nộp"), str(hint), errors),
        hidden=composing.hidden(),
        errors=[(name, words(text)) for name, text in errors.items()],
    )


def _kept(case: Case) -> str:
    return f"{case.dossier.number}/{PAGE}"


def _unkept(page: str | Response) -> Response:
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
