"""The citizen's pages: find a procedure, file, follow what was filed."""

from flask import Flask

from services.web.citizen import (
    addresses,
    begin,
    blank,
    catalogue,
    discarding,
    elsewhere,
    enclosures,
    filing,
    finished,
    follow_up,
    group_list,
    guidance,
    left_files,
    limitation,
    look_up,
    moved,
    my_account,
    my_data,
    my_dossiers,
    notices,
    privacy,
    resume,
    review,
    sign_in,
    supplement,
    talk,
    wishes,
    withdrawal,
)

PARTS = (
    catalogue,
    blank,
    addresses,
    guidance,
    limitation,
    begin,
    resume,
    elsewhere,
    left_files,
    moved,
    discarding,
    review,
    finished,
    enclosures,
    filing,
    group_list,
    look_up,
    follow_up,
    talk,
    notices,
    supplement,
    withdrawal,
    wishes,
    privacy,
    my_data,
    sign_in,
    my_dossiers,
    my_account,
)


def join(app: Flask) -> None:
    for part in PARTS:
        app.register_blueprint(part.blueprint)
