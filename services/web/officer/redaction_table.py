"""The work on a redacted copy as the officer's browser holds it open: a key, wrapped under ours."""

from base64 import b64decode, b64encode

from flask import current_app, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.dossiers.actions import Case
from services.identity import envelope
from services.identity.refusals import SealRefused
from services.identity.secrets import key_of
from services.redaction import desk
from services.redaction.desk import Handle, Table
from services.redaction.refusals import RedactionRefused
from services.web.context import now
from services.web.languages import words
from services.web.officer.desk import me

KEPT = "redaction"


def hold(handle: Handle) -> None:
    """Give the browser what opens the work, and nothing else of the dossier."""
    wrapped = envelope.wrap(_box(), handle.key, _place(handle.redaction_id, handle.request_id))
    session[KEPT] = [handle.redaction_id, handle.request_id, b64encode(wrapped).decode()]


def held() -> Handle | None:
    """Take what the browser brought; what it holds for another officer opens nothing."""
    if KEPT not in session:
        return None
    redaction_id, request_id, wrapped = session[KEPT]
    try:
        key = envelope.unwrap(_box(), b64decode(wrapped), _place(redaction_id, request_id))
    except SealRefused:
        let_go()
        return None
    return Handle(redaction_id, request_id, key)


def let_go() -> None:
    session.pop(KEPT, None)


def spread(transaction: Session, case: Case) -> Table:
    """Spread the work out; raises as `desk.take_up` does."""
    return desk.take_up(transaction, me(), case.dossier, held(), now=now())


def overview(number: str) -> str:
    return url_for("officer.redaction", number=number)


def told(number: str, refused: RedactionRefused) -> ResponseReturnValue:
    """Say on the page of the work why something was not done."""
    flash(words(refused.told), "warning")
    return redirect(overview(number))


def _box() -> bytes:
    return key_of(str(current_app.secret_key), b"redaction")


def _place(redaction_id: int, request_id: int) -> str:
    return f"redaction:{redaction_id}:{request_id}:{me().id}"
