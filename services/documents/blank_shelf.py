"""Where the blank forms lie: made once for each version by the worker, then handed out as they are.

The web never renders a paper, so the first reader of a version is asked to wait a moment.
"""

import hashlib
import json
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import json_schema
from forms.procedure import Procedure
from services.outbox import promises
from services.outbox.effects import PRINT_BLANK
from services.outbox.models import OutboxMessage
from storage.objects import ObjectMissing, Objects

LAYOUT = 1  # Raise it when the paper looks different, so that kept forms are made anew.
LENGTH = 16


def find(objects: Objects, procedure: Procedure, base_url: str) -> bytes | None:
    """Give the form, if it was made already."""
    try:
        return objects.get(key(procedure, base_url))
    except ObjectMissing:
        return None


def ask(session: Session, procedure: Procedure, *, now: datetime) -> None:
    """Have the form made, unless that is promised already."""
    wanted = argument(procedure)
    open_promise = select(OutboxMessage.id).where(
        OutboxMessage.done_at.is_(None),
        OutboxMessage.effect == PRINT_BLANK,
        OutboxMessage.argument == wanted,
    )
    if session.scalar(open_promise.limit(1)) is None:
        promises.promise(
            session, PRINT_BLANK, history_id=promises.NO_EVENT, arguments=(wanted,), now=now
        )


def argument(procedure: Procedure) -> str:
    return f"{procedure.code}/{procedure.version}"


def key(procedure: Procedure, base_url: str) -> str:
    """Name the object by what is printed: pages that procedures share may change under them."""
    return f"blank/{argument(procedure)}-{_digest(procedure, base_url)}.pdf"


@lru_cache(maxsize=256)
def _digest(procedure: Procedure, base_url: str) -> str:
    printed = json.dumps([LAYOUT, base_url, json_schema.of(procedure)], sort_keys=True)
    return hashlib.sha256(printed.encode()).hexdigest()[:LENGTH]
