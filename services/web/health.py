"""Whether this process lives, and whether it can serve."""

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue

from services import doctor
from services.web.context import resources

blueprint = Blueprint("health", __name__)


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """Answer 200 when every engine answers, 503 otherwise; name the parts, tell no detail."""
    findings = doctor.readiness(resources())
    well = all(finding.well for finding in findings)
    parts = {finding.what: "ok" if finding.well else "failing" for finding in findings}
    return {"status": "ok" if well else "failing", "parts": parts}, 200 if well else 503
