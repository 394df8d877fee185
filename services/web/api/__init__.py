"""The JSON API: the same procedures, the same checks and the same dossiers, for programs."""

from flask import Flask

from services.web.api import (
    agencies,
    documents,
    dossiers,
    filing,
    messages,
    problems,
    procedures,
    uploads,
)
from services.web.api.blueprint import blueprint
from services.web.api.cookieless import PageSessions
from services.web.api.openapi import OpenApi
from services.web.guard import csrf

__all__ = [
    "agencies",
    "documents",
    "dossiers",
    "filing",
    "messages",
    "problems",
    "procedures",
    "uploads",
]


def join(app: Flask) -> None:
    app.session_interface = PageSessions()
    csrf.exempt(blueprint)
    OpenApi(app).register_blueprint(blueprint)
