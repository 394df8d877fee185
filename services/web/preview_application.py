"""An application that only shows previews: no database, no Redis, no object store."""

import secrets
from dataclasses import dataclass, field

from flask import Flask

from config import Mode, ObjectStore, Settings
from services.agencies.front_doors import FrontDoors
from services.web import citizen, formatting, guard, languages, static_files

SITE = {"name": "Một Cửa"}
JOINED = (static_files, languages, formatting, guard, citizen)


@dataclass(frozen=True)
class Limited:
    """What stands for the connections: the drawing of a form asks for limits and doors alone."""

    settings: Settings
    front_doors: FrontDoors = field(default_factory=FrontDoors)


def nobody() -> bool:
    """Tell that nobody signs in here."""
    return False


def create_preview_application() -> Flask:
    app = Flask("services.web", static_folder=None)
    app.secret_key = secrets.token_hex()
    app.extensions["motcua"] = Limited(_settings())
    app.config.from_mapping(
        BABEL_DEFAULT_LOCALE=languages.DEFAULT, BABEL_DEFAULT_TIMEZONE=formatting.ZONE_NAME
    )
    for part in JOINED:
        part.join(app)
    app.context_processor(lambda: {"site": SITE, "is_signed_in": nobody, "has_login": nobody})
    return app


def _settings() -> Settings:
    nowhere = ObjectStore(endpoint_url="", access_key="", secret_key="")
    return Settings(
        mode=Mode.DEMO,
        secret_key=secrets.token_hex(),
        base_url="",
        database_url="",
        redis_url="",
        objects=nowhere,
    )
