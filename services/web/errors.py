"""Refusals of the use cases become answers here, once: pages for people, problems for programs."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from forms.catalogue import UnknownProcedure
from forms.workflow import UnknownAction
from services.accounts.refusals import NotYourAccount
from services.agencies.directory import UnknownAgency
from services.agencies.front_doors import FilingNotTaken
from services.authoring.refusals import ChangedMeanwhile, MayNotAuthor, TextTooLong
from services.dossiers.look_up import DossierMissing
from services.dossiers.refusals import ActionNotAllowed, ActionOutdated, AttemptReused
from services.drafts.drafts import DraftMissing
from services.files.shelf import FilesMissing
from services.privacy.requests import AnsweredAlready, RequestMissing
from services.retention.marks import NotWaiting
from services.web.context import is_program
from services.web.draining import drain
from storage.objects import ObjectMissing, ObjectsUnavailable

PROBLEM = "application/problem+json"
Handler = Callable[[Exception], ResponseReturnValue]

STATUS: dict[type[Exception], int] = {
    ActionNotAllowed: 409,
    ActionOutdated: 409,
    AnsweredAlready: 409,
    AttemptReused: 409,
    ChangedMeanwhile: 409,
    NotWaiting: 409,
    RequestMissing: 404,
    StaleDataError: 409,
    CSRFError: 400,
    FilingNotTaken: 409,
    DataError: 400,
    DossierMissing: 404,
    MayNotAuthor: 403,
    TextTooLong: 413,
    DraftMissing: 404,
    FilesMissing: 404,
    NotYourAccount: 404,
    ObjectMissing: 404,
    UnknownAction: 404,
    UnknownAgency: 404,
    UnknownProcedure: 404,
    ObjectsUnavailable: 503,
    OperationalError: 503,
    RedisError: 503,
}
TITLES = {
    400: _("Yêu cầu không hợp lệ"),
    401: _("Cần đăng nhập"),
    403: _("Không có quyền"),
    404: _("Không tìm thấy"),
    405: _("Cách gọi không được hỗ trợ"),
    409: _("Nội dung đã thay đổi"),
    410: _("Liên kết đã hết hạn"),
    413: _("Dữ liệu quá lớn"),
    415: _("Kiểu dữ liệu không được hỗ trợ"),
    422: _("Thông tin chưa đúng"),
    429: _("Quá nhiều lần thử"),
    500: _("Hệ thống gặp lỗi"),
    503: _("Tạm thời gián đoạn"),
}
PAGES = frozenset({400, 403, 404, 409, 410, 413, 422, 429, 500, 503})


def join(app: Flask) -> None:
    for refusal, status in STATUS.items():
        app.register_error_handler(refusal, _refused(status))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, lambda _error: answer(500))


def answer(status: int, *, detail: str = "") -> ResponseReturnValue:
    """Answer a failure in the form that the caller reads."""
    if is_program():
        return problem(status, detail=detail)
    page = status if status in PAGES else HTTPStatus.BAD_REQUEST
    return render_template(f"errors/{page}.html", detail=detail), status


def problem(status: int, *, detail: str = "", **members: object) -> ResponseReturnValue:
    """Give problem details (RFC 9457)."""
    title = str(TITLES.get(status, TITLES[400]))
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    response = jsonify({**body, **members})
    response.content_type = PROBLEM
    return response, status


def _refused(status: int) -> Handler:
    def handle(error: Exception) -> ResponseReturnValue:
        return answer(status, detail=str(getattr(error, "told", "")))

    return handle


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return error
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        drain(request.environ)
    response = make_response(answer(error.code or 500))
    # Which methods are allowed, when to come back, how to identify oneself.
    response.headers.extend(pair for pair in error.get_headers() if pair[0] != "Content-Type")
    return response
