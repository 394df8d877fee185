"""Vietnamese first, English by a switch that the browser remembers."""

from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel

from forms.text import Language, Text

DEFAULT = "vi"
LANGUAGES = ("vi", "en")
KEY = "language"

blueprint = Blueprint("languages", __name__)


def join(app: Flask) -> None:
    Babel(app, locale_selector=language)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["language"] = language
    app.jinja_env.filters["words"] = words


def language() -> Language:
    """Tell the language of the page; the Vietnamese one unless the reader chose otherwise."""
    chosen = session.get(KEY, DEFAULT)
    return cast("Language", chosen if chosen in LANGUAGES else DEFAULT)


def words(text: Text) -> str:
    """Give a text of a procedure file in the reader's language."""
    return text.in_language(language())


@blueprint.get("/ngon-ngu/<chosen>")
def choose(chosen: str) -> ResponseReturnValue:
    if chosen not in LANGUAGES:
        abort(404)
    session[KEY] = chosen
    return redirect(_own_path(request.args.get("next", "/")))


def _own_path(target: str) -> str:
    """Keep a redirect on this site: a path, nothing else."""
    parts = urlsplit(target.replace("\\", "/"))
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return "/"
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path
