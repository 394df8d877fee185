"""Chain the audit's entries all the time, beside the relay."""

import threading

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.audit.chain import BATCH, extend
from storage.database import Database

PAUSE_SECONDS = 1.0

log = structlog.get_logger(__name__)


def run(database: Database, stop: threading.Event) -> None:
    """Chain what waits, about every second, until told to stop."""
    while not stop.is_set():
        try:
            while extend(database) == BATCH:
                pass
        except SQLAlchemyError as error:
            log.warning("chainer interrupted", error=type(error).__name__)
        stop.wait(PAUSE_SECONDS)


def start(database: Database, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=run, args=(database, stop), name="chainer", daemon=True)
    thread.start()
    return thread
