"""What is said, and noted, when something sealed does not open or cannot be sealed."""

from http import HTTPStatus

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.audit import trail
from services.audit.trail import Note, Outcome
from services.custody.refusals import NoCustodyKey
from services.files.seals import FilesClosed
from services.identity.refusals import SealRefused
from services.web import audited
from services.web.context import is_program, now, resources
from services.web.errors import answer
from services.web.languages import words
from storage.scope import SERVICE

BROKEN = "seal.broken"


def join(app: Flask) -> None:
    app.register_error_handler(SealRefused, _refused)
    app.register_error_handler(FilesClosed, _closed)
    app.register_error_handler(NoCustodyKey, _no_key)


def note(refused: SealRefused, number: str, *, agency_id: int | None = None) -> None:
    """Tell the audit which dossier it was, and in which way the seal was broken."""
    kind, why = "dossier" if number else "draft", type(refused).__name__
    told = Note(
        BROKEN, audited.who(), (kind, number), agency_id, outcome=Outcome.FAILED, reason=why
    )
    with resources().database.transaction(SERVICE) as session:
        trail.enter(session, told, now=now())


def _refused(refused: SealRefused) -> ResponseReturnValue:
    note(refused, g.get("sealed_number", ""), agency_id=g.get("sealed_agency"))
    told = _(
        "Phần được niêm phong không mở được, nên không có gì được hiện ra. "
        "Hãy thử mở lại; nếu vẫn vậy, hãy báo cho cơ quan nhận đơn."
    )
    return _told(told)


def _closed(_refused: FilesClosed) -> ResponseReturnValue:
    told = _("Tệp này được niêm phong. Chỉ người nộp và người có nhiệm vụ mới mở được.")
    return answer(HTTPStatus.FORBIDDEN, detail=told)


def _no_key(refused: NoCustodyKey) -> ResponseReturnValue:
    return _told(words(refused.told))


def _told(detail: str) -> ResponseReturnValue:
    if is_program():
        return answer(HTTPStatus.CONFLICT, detail=detail)
    return render_template("errors/sealed.html", detail=detail), HTTPStatus.CONFLICT
