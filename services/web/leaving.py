"""The quick exit: from a protected form to a neutral page, with nothing kept in the browser."""

from http import HTTPStatus

from flask import Blueprint, Flask, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, validate_csrf
from wtforms.validators import ValidationError

from services.web.context import resources
from services.web.guard import csrf

blueprint = Blueprint("leaving", __name__)


def join(app: Flask) -> None:
    # A page whose token is old leads away all the same: see below.
    csrf.exempt(blueprint)
    app.register_blueprint(blueprint)


@blueprint.post("/roi-trang")
def leave() -> ResponseReturnValue:
    """Lead away; what the browser keeps is forgotten if its own page asked for it."""
    if _is_own():
        session.clear()
        response = redirect(resources().settings.quick_exit_url, HTTPStatus.SEE_OTHER)
        # Pages of a protected form are never stored, so that clearing a cache would only take time.
        response.headers["Clear-Site-Data"] = '"cookies", "storage"'
        return response
    return redirect(resources().settings.quick_exit_url, HTTPStatus.SEE_OTHER)


def _is_own() -> bool:
    """Tell our page from a stranger's, who must not make a browser forget a draft."""
    try:
        validate_csrf(request.form.get("csrf_token", ""))
    except (CSRFError, ValidationError):
        return False
    return True
