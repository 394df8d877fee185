"""The citizen's pages: find a procedure, file, follow what was filed."""

from flask import Flask

from services.web.citizen import (
    addresses,
    begin,
    catalogue,
    discarding,
    elsewhere,
    enclosures,
    filing,
    finished,
    follow_up,
    group_list,
    look_up,
    resume,
    review,
    supplement,
    withdrawal,
)

PARTS = (
    catalogue,
    addresses,
    begin,
    resume,
    elsewhere,
    discarding,
    review,
    finished,
    enclosures,
    filing,
    group_list,
    look_up,
    follow_up,
    supplement,
    withdrawal,
)


def join(app: Flask) -> None:
    for part in PARTS:
        app.register_blueprint(part.blueprint)
