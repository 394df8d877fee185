"""The Flask application: every part of the web is joined here and nowhere else."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Mode, Settings
from services.resources import Resources
from services.web import (
    access,
    api,
    audited,
    broken_seals,
    citizen,
    design,
    downloads,
    errors,
    formatting,
    guard,
    health,
    languages,
    leaving,
    limits,
    officer,
    onion,
    pages,
    puzzle_gate,
    signed_in_citizen,
    static_files,
    well_known,
)

MEGABYTE = 1024 * 1024
# A name of one megabyte is told to be too long at its field; larger forms are not read at all.
FORM_BYTES = 4 * MEGABYTE
FILES_A_REQUEST = 5
# A list of some hundred rows with some twenty questions each; more is told at its field.
FORM_PARTS = 20_000
JOINED = (
    static_files,
    audited,
    languages,
    formatting,
    access,
    guard,
    onion,
    limits,
    puzzle_gate,
    errors,
    broken_seals,
    signed_in_citizen,
    health,
    pages,
    well_known,
    leaving,
    downloads,
    citizen,
    officer,
    api,
)


def create_application(resources: Resources) -> Flask:
    """Build the application on connections that are already made."""
    app = Flask("services.web", static_folder=None)
    app.extensions["motcua"] = resources.read_forms()
    app.config.from_mapping(_configuration(resources.settings))
    for part in JOINED:
        part.join(app)
    if resources.settings.mode is not Mode.PRODUCTION:
        design.join(app)
    if resources.settings.trusted_proxies:
        hops = resources.settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.mode is Mode.TEST,
        "SESSION_COOKIE_NAME": "__Host-motcua" if settings.secure else "motcua",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=settings.limits.draft_days + 1),
        # An answer that changes nothing must not bring an older cookie back over a newer one.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": FILES_A_REQUEST * settings.limits.file_bytes + FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "MAX_FORM_PARTS": FORM_PARTS,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": languages.DEFAULT,
        "BABEL_DEFAULT_TIMEZONE": formatting.ZONE_NAME,
    }
