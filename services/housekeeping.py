"""What is tidied up every hour: drafts, files, accounts, sessions that ended; and the anchor."""

from datetime import datetime, timedelta

import structlog

from services.accounts import sessions, tries
from services.audit import anchors
from services.citizens import accounts
from services.citizens import sessions as visits
from services.drafts import drafts
from services.files import shelf
from services.openid import attempts
from services.resources import Resources

UNCLAIMED = timedelta(days=1)

log = structlog.get_logger(__name__)


def tidy(resources: Resources, *, now: datetime) -> None:
    with resources.database.transaction() as session:
        expired = drafts.sweep(session, now=now)
    with resources.database.transaction() as session:
        loose = shelf.sweep(session, resources.objects, before=now - UNCLAIMED)
    with resources.database.transaction() as session:
        ended = sessions.sweep(session, now=now)
        tries.sweep(session, now=now)
        attempts.sweep(session, now=now)
        visits.sweep(session, now=now)
        accounts.sweep(session, now=now)
    with resources.database.transaction() as session:
        anchors.drop(session, resources.anchors, now=now)
    log.info("tidied", drafts=expired, files=loose, sessions=ended)
