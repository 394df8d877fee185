"""The page that counts whether one may still complain: it warns and never decides."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forms.guidance.limitation import Count, count
from services.deadlines import calendar
from services.web.citizen import limitation_form
from services.web.context import resources, today

blueprint = Blueprint("limitation", __name__)


@blueprint.get("/huong-dan/thoi-hieu")
def show() -> ResponseReturnValue:
    asked = limitation_form.read(request.args, resources().guidance.limitation, today())
    counted = _count(asked) if asked.is_sent else None
    page = render_template(
        "citizen/limitation.html",
        form=asked,
        count=counted,
        rules=resources().guidance.limitation.current(today()),
        errors=asked.error_list,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if asked.error_list else HTTPStatus.OK


def _count(asked: limitation_form.Asked) -> Count | None:
    if asked.rule is None or asked.known is None:
        return None
    with resources().database.transaction() as session:
        worked = calendar.read(session)
    return count(asked.rule, asked.known, today=today(), first_working=worked.first_working)
