"""What robots and finders of faults look for: robots.txt and security.txt (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Flask, Response, abort

from services.web.context import now, resources

# Pages about a person, and pages that cost work.
CLOSED = ("/api/", "/can-bo/", "/nop/", "/roi-trang", "/tai-ve/", "/tra-cuu")
VALID_DAYS = 180
DAY = timedelta(days=1)

blueprint = Blueprint("well_known", __name__)


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/robots.txt")
def robots() -> Response:
    return _text(["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)])


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where faults are told; nothing where the installation names no place."""
    settings = resources().settings
    if not settings.security_contact:
        abort(404)
    return _text(
        [
            f"Contact: {settings.security_contact}",
            f"Expires: {_expires(now()):%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: vi, en",
            f"Canonical: {settings.base_url}/.well-known/security.txt",
        ]
    )


def _expires(moment: datetime) -> datetime:
    """Count from midnight, so that every process says the same."""
    today = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + VALID_DAYS * DAY


def _text(lines: list[str]) -> Response:
    response = Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
