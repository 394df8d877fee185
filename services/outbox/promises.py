"""Promise work inside the transaction that calls for it, and keep the promise later."""

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from services.outbox.models import OutboxMessage

CHANNEL = "motcua_outbox"
# Of work that no entry of a history calls for.
NO_EVENT = 0
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
MOST_DOUBLINGS = 12
# Promised and told in one step; of equal notices in a transaction the relay hears one.
PROMISED = insert(OutboxMessage).returning(func.pg_notify(CHANNEL, ""))


def promise(
    session: Session, effect: str, *, history_id: int, arguments: tuple[str, ...], now: datetime
) -> None:
    """Note work on one event; it commits with the event, or neither does."""
    if not arguments:
        return
    same = {"effect": effect, "history_id": history_id, "promised_at": now, "due_at": now}
    rows = [{**same, "argument": argument} for argument in arguments]
    session.connection().execute(PROMISED, rows)


def claim(session: Session, message_id: int) -> OutboxMessage | None:
    """Lock a promise that is still open; none if it is kept already or another job holds it."""
    return session.execute(
        select(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.done_at.is_(None))
        .with_for_update(skip_locked=True)
    ).scalar_one_or_none()


def postpone(message: OutboxMessage, error: Exception, *, now: datetime) -> None:
    """Note a failure and wait twice as long as the last time, ten minutes at most.

    Only the kind of error is kept: its text may carry what a citizen wrote.
    """
    doublings = min(message.attempts, MOST_DOUBLINGS)
    message.attempts += 1
    message.last_error = type(error).__name__
    message.due_at = now + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
