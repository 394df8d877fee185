"""The officers' area: sign in, inbox, dossiers, actions, calendar, custody, personal data."""

from flask import Flask

from services.web.officer import (
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
    custody,
    custody_give,
    custody_plan,
    custody_share,
    dossier,
    identity,
    identity_opened,
    identity_requests,
    inbox,
    privacy,
    privacy_deletions,
    privacy_hold,
    sign_in,
    waiting,
)
from services.web.officer.desk import blueprint

# Importing a view puts its routes on the blueprint.
__all__ = [
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
    "custody",
    "custody_give",
    "custody_plan",
    "custody_share",
    "dossier",
    "identity",
    "identity_opened",
    "identity_requests",
    "inbox",
    "join",
    "privacy",
    "privacy_deletions",
    "privacy_hold",
    "sign_in",
    "waiting",
]


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)
