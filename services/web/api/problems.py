"""Refusals become problem details, with a pointer to each part that is wrong."""

from collections.abc import Callable
from typing import Any

from flask import make_response
from flask.typing import ResponseReturnValue

from services.agencies.front_doors import FilingNotTaken, LoginNeeded
from services.dossiers.look_up import DossierMissing
from services.dossiers.refusals import AttemptReused, FilingInvalid
from services.files.intake import FileRefused, Refusal
from services.files.shelf import FilesMissing
from services.messages.refusals import (
    ConversationOver,
    MessageRefused,
    TooManyFiles,
    TooManyToday,
    TooMuchToday,
)
from services.web.api import words
from services.web.api.blueprint import blueprint
from services.web.api.refusals import BeingMade, CodeNotGiven, RequestRefused, pointer
from services.web.context import resources
from services.web.errors import problem
from services.web.languages import words as in_language
from storage.objects import ObjectMissing

RETRY_SECONDS = "2"
FILE_STATUS = {Refusal.TOO_LARGE: 413}
TOO_MANY = 429
ONE_DAY = "86400"
MESSAGE_STATUS: dict[type[Exception], int] = {
    ConversationOver: 409,
    TooManyToday: TOO_MANY,
    TooMuchToday: TOO_MANY,
}


def _request_refused(refused: RequestRefused) -> ResponseReturnValue:
    errors = [{"pointer": wrong.pointer, "detail": str(wrong.detail)} for wrong in refused.errors]
    return problem(refused.status, errors=errors)


def _filing_invalid(refused: FilingInvalid) -> ResponseReturnValue:
    errors = [
        {"pointer": _pointer(path), "detail": in_language(message)}
        for path, message in sorted(refused.errors.items())
    ]
    return problem(422, errors=errors)


def _filing_not_taken(_: FilingNotTaken) -> ResponseReturnValue:
    told = str(words.FILES_ELSEWHERE) % {"portal": resources().front_doors.portal_url}
    return problem(422, errors=[{"pointer": "/agency", "detail": told}])


def _login_needed(_: LoginNeeded) -> ResponseReturnValue:
    return problem(422, errors=[{"pointer": "/agency", "detail": str(words.LOGIN_NEEDED)}])


def _file_refused(refused: FileRefused) -> ResponseReturnValue:
    status = FILE_STATUS.get(refused.reason, 422)
    return problem(status, detail=str(words.FILE_REFUSED[refused.reason]), reason=refused.reason)


def _message_refused(refused: MessageRefused) -> ResponseReturnValue:
    told = in_language(refused.told)
    status = MESSAGE_STATUS.get(type(refused))
    if status is None:
        place = "/files" if isinstance(refused, TooManyFiles) else "/text"
        return problem(422, errors=[{"pointer": place, "detail": told}])
    response = make_response(problem(status, detail=told))
    if status == TOO_MANY:
        response.headers["Retry-After"] = ONE_DAY
    return response


def _files_missing(_: FilesMissing) -> ResponseReturnValue:
    return problem(422, errors=[{"pointer": "/files", "detail": str(words.UNKNOWN_FILE)}])


def _attempt_reused(_: AttemptReused) -> ResponseReturnValue:
    return problem(409, detail=str(words.KEY_REUSED))


def _dossier_missing(_: DossierMissing) -> ResponseReturnValue:
    return problem(404, detail=str(words.NO_DOSSIER))


def _object_missing(_: ObjectMissing) -> ResponseReturnValue:
    return problem(404, detail=str(words.NO_FILE))


def _code_not_given(_: CodeNotGiven) -> ResponseReturnValue:
    response = make_response(problem(401, detail=str(words.NO_CODE)))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _being_made(_: BeingMade) -> ResponseReturnValue:
    response = make_response(problem(404, detail=str(words.BEING_MADE), reason="being_made"))
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _pointer(path: str) -> str:
    return pointer(["answers", *path.split(".")] if path else ["answers"])


ANSWERS: dict[type[Exception], Callable[[Any], ResponseReturnValue]] = {
    AttemptReused: _attempt_reused,
    BeingMade: _being_made,
    CodeNotGiven: _code_not_given,
    DossierMissing: _dossier_missing,
    FileRefused: _file_refused,
    FilingInvalid: _filing_invalid,
    FilesMissing: _files_missing,
    FilingNotTaken: _filing_not_taken,
    LoginNeeded: _login_needed,
    MessageRefused: _message_refused,
    ObjectMissing: _object_missing,
    RequestRefused: _request_refused,
}
for refusal, answer in ANSWERS.items():
    blueprint.register_error_handler(refusal, answer)
