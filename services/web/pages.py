"""Pages without data: home, guidance, privacy, accessibility; and what every page knows."""

import time
from dataclasses import asdict, dataclass

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from services.agencies.models import Agency
from services.web.context import resources

NAME = "Một Cửa"
KEPT_SECONDS = 60.0

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Site:
    """Whose service this is: the agency at the root of the tree."""

    name: str = NAME
    agency_name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


_kept: dict[str, tuple[float, Site]] = {}


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"site": asdict(_site())})


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return render_template("home.html")


@blueprint.get("/huong-dan")
def guidance() -> ResponseReturnValue:
    return render_template("pages/guidance.html", limits=resources().settings.limits)


@blueprint.get("/quyen-rieng-tu")
def privacy() -> ResponseReturnValue:
    return render_template("pages/privacy.html", limits=resources().settings.limits)


@blueprint.get("/tro-nang")
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


def _site() -> Site:
    """Read the root agency now and then; an error page is drawn without it."""
    read_at, site = _kept.get(NAME, (float("-inf"), Site()))
    if time.monotonic() - read_at < KEPT_SECONDS:
        return site
    try:
        site = _read()
    except SQLAlchemyError:
        return site
    _kept[NAME] = (time.monotonic(), site)
    return site


def _read() -> Site:
    with resources().database.transaction() as session:
        root = session.scalar(
            select(Agency).where(Agency.parent_id.is_(None), Agency.active).order_by(Agency.id)
        )
    if root is None:
        return Site()
    return Site(NAME, root.name, root.address, root.phone, root.email)
