"""The officers' area: sign in, accounts, inbox, dossiers, working calendar, custody."""

from flask import Flask

from services.web.officer import (
    account,
    account_factors,
    account_passkeys,
    action,
    assigning,
    audit,
    authoring,
    authoring_approval,
    authoring_begin,
    authoring_draft,
    authoring_form,
    authoring_pages,
    authoring_preview,
    authoring_text,
    calendar,
    confirming,
    custody,
    custody_give,
    custody_plan,
    custody_share,
    dossier,
    inbox,
    people,
    person,
    sign_in,
    sign_in_second,
)
from services.web.officer.desk import blueprint

# Importing a view puts its routes on the blueprint.
__all__ = [
    "account",
    "account_factors",
    "account_passkeys",
    "action",
    "assigning",
    "audit",
    "authoring",
    "authoring_approval",
    "authoring_begin",
    "authoring_draft",
    "authoring_form",
    "authoring_pages",
    "authoring_preview",
    "authoring_text",
    "calendar",
    "confirming",
    "custody",
    "custody_give",
    "custody_plan",
    "custody_share",
    "dossier",
    "inbox",
    "join",
    "people",
    "person",
    "sign_in",
    "sign_in_second",
]


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)
