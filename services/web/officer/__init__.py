"""The officers' area: sign in, inbox, dossiers, actions, working calendar."""

from flask import Flask

from services.web.officer import action, assigning, audit, calendar, dossier, inbox, sign_in
from services.web.officer.desk import blueprint

# Importing a view puts its routes on the blueprint.
__all__ = ["action", "assigning", "audit", "calendar", "dossier", "inbox", "join", "sign_in"]


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)
