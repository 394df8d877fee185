"""The communes of a province, for the script that suggests them."""

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue

from forms import codelists

# The list changes by law, not by the day.
KEPT = "public, max-age=86400"

blueprint = Blueprint("addresses", __name__)


@blueprint.get("/dia-chi/<province>.json")
def communes(province: str) -> ResponseReturnValue:
    found = codelists.units().by_province.get(province)
    if found is None:
        abort(404)
    response = jsonify([[place.code, place.name] for place in found])
    response.headers["Cache-Control"] = KEPT
    return response
