"""The one job: keep a promise of the outbox, with one result however often it runs."""

from datetime import UTC, datetime

import structlog
from rq.timeouts import JobTimeoutException

from services.jobs import effects, workshop
from services.outbox import promises

log = structlog.get_logger(__name__)


def deliver(message_id: int) -> None:
    """Keep one promise.

    The promise stays locked while the work is done, so a second job for it finds nothing to do;
    a worker that dies lets go of the lock, and the relay queues the promise again.
    """
    tools = workshop.tools()
    now = datetime.now(UTC)
    try:
        with tools.resources.database.transaction() as session:
            message = promises.claim(session, message_id)
            if message is None:
                return
            again = effects.EFFECTS[message.effect](session, tools, message, now=now)
            if again is None:
                message.done_at = now
            else:
                message.due_at = again
    except (Exception, JobTimeoutException) as error:  # noqa: BLE001 - any failure is noted, then retried
        log.warning("promise not kept", message=message_id, error=type(error).__name__)
        with tools.resources.database.transaction() as session:
            open_message = promises.claim(session, message_id)
            if open_message is not None:
                promises.postpone(open_message, error, now=datetime.now(UTC))
