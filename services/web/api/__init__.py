"""To be joined."""

from flask import Flask


def join(app: Flask) -> None:
    app.extensions["motcua"]
