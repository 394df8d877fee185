"""What is tidied up every hour: expired drafts, files that nobody claimed, ended sessions."""

import threading
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.accounts import login
from services.drafts import drafts
from services.files import shelf
from services.resources import Resources
from storage.objects import ObjectsUnavailable

EVERY_SECONDS = 3600.0
UNCLAIMED = timedelta(days=1)

log = structlog.get_logger(__name__)


def run(resources: Resources, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            tidy(resources, now=datetime.now(UTC))
        except (SQLAlchemyError, ObjectsUnavailable) as error:
            log.warning("housekeeping interrupted", error=type(error).__name__)
        stop.wait(EVERY_SECONDS)


def tidy(resources: Resources, *, now: datetime) -> None:
    with resources.database.transaction() as session:
        expired = drafts.sweep(session, now=now)
    with resources.database.transaction() as session:
        loose = shelf.sweep(session, resources.objects, before=now - UNCLAIMED)
    with resources.database.transaction() as session:
        ended = login.sweep(session, now=now)
    log.info("tidied", drafts=expired, files=loose, sessions=ended)
