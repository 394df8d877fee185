"""The gallery of components, for demo and test installations."""

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("design", __name__)


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/thiet-ke")
def gallery() -> ResponseReturnValue:
    return render_template("design/gallery.html")
