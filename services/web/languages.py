"""Vietnamese first, English by a switch that the browser remembers."""

from gettext import NullTranslations
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_translations

from forms.text import Language, Text
from services.web.context import is_program

DEFAULT = "vi"
LANGUAGES = ("vi", "en")
KEY = "language"

blueprint = Blueprint("languages", __name__)


def join(app: Flask) -> None:
    Babel(app, locale_selector=language)
    app.jinja_env.install_gettext_callables(_said, _said_of_many, newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(blueprint)
    app.jinja_env.globals["language"] = language
    app.jinja_env.filters["words"] = words


def language() -> Language:
    """Tell the language of the page; the Vietnamese one unless the reader chose otherwise."""
    chosen = _accepted() if is_program() else session.get(KEY, DEFAULT)
    return cast("Language", chosen if chosen in LANGUAGES else DEFAULT)


def _said(text: str) -> str:
    return _translations().gettext(text)


def _said_of_many(one: str, many: str, count: int) -> str:
    return _translations().ngettext(one, many, count)


def _translations() -> NullTranslations:
    """Ask once for each page in which language it speaks: templates say hundreds of words."""
    if "translations" not in g:
        g.translations = get_translations()
    return cast("NullTranslations", g.translations)


def words(text: Text) -> str:
    """Give a text of a procedure file in the reader's language."""
    return text.in_language(language())


@blueprint.get("/ngon-ngu/<chosen>")
def choose(chosen: str) -> ResponseReturnValue:
    if chosen not in LANGUAGES:
        abort(404)
    session[KEY] = chosen
    return redirect(own_path(request.args.get("next", "/")))


def own_path(target: str) -> str:
    """Keep a redirect on this site: a path, nothing else."""
    try:
        parts = urlsplit(target.replace("\\", "/"))
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return "/"
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def _accepted() -> str:
    """Take the first language of the header that is spoken here, whatever the country."""
    tags = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((tag for tag in tags if tag in LANGUAGES), DEFAULT)
