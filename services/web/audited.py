"""What the web tells the audit: who asked, and what was refused."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue

from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import APPLICANT, Note, Outcome, Who
from services.policy.check import NotPermitted
from services.web.context import now, resources
from services.web.errors import answer
from services.web.languages import words
from storage.scope import narrow


def join(app: Flask) -> None:
    app.before_request(begin)
    app.teardown_request(end)
    app.register_error_handler(NotPermitted, denied)


def begin() -> None:
    trail.request_id.set(uuid4().hex)
    narrow(None)


def end(_error: BaseException | None) -> None:
    """Leave the thread as it was found: the next request may be somebody else's."""
    trail.request_id.set("")
    narrow(None)


def who(officer: Officer | None = None) -> Who:
    """Name whoever is signed in; everybody else is somebody who files."""
    known: Officer | None = officer or g.get("officer")
    return Who("officer", known.id, known.agency_id) if known else APPLICANT


def note(action: str, kind: str, name: str, **more: Any) -> None:
    """Enter a read, a refusal or a failure, which stays whatever becomes of the request."""
    told = Note(action, more.pop("by", None) or who(), (kind, name), **more)
    trail.enter_apart(resources().database, told, now=now())


def denied(refused: NotPermitted) -> ResponseReturnValue:
    kind, name = g.get("asked_for", ("", ""))
    note(refused.action.value, kind, name, outcome=Outcome.DENIED, reason="policy")
    if "officer" in g:
        return render_template("officer/denied.html", why=words(refused.why)), HTTPStatus.FORBIDDEN
    return answer(HTTPStatus.FORBIDDEN, detail=words(refused.why))
