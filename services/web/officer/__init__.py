"""The officers' area: sign in, inbox, dossiers, actions, working calendar, custody."""

from flask import Flask

from services.web.officer import (
    action,
    calendar,
    custody,
    custody_give,
    custody_plan,
    custody_share,
    dossier,
    inbox,
    sign_in,
)
from services.web.officer.desk import blueprint

# Importing a view puts its routes on the blueprint.
__all__ = [
    "action",
    "calendar",
    "custody",
    "custody_give",
    "custody_plan",
    "custody_share",
    "dossier",
    "inbox",
    "join",
    "sign_in",
]


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)
