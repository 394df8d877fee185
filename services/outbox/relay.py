"""The relay: carries promises from the database to the queue, and sweeps for lost ones.

The database is the truth and Redis only a hint. A promise stays due until it is kept: when its
job has vanished from Redis (a flush, a lost server) or died with its worker, it is queued anew.
"""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import psycopg
import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from services.outbox.models import OutboxMessage
from services.outbox.promises import CHANNEL
from storage.database import Database

QUEUE = "motcua"
JOB = "services.jobs.deliver.deliver"
HOUSEKEEPING = "services.jobs.tidy.tidy"
RECHECK = timedelta(seconds=5)
SWEEP_SECONDS = 2.0
BATCH = 200
JOB_SECONDS = 60
RESULT_SECONDS = 60
HOUR = 3600

log = structlog.get_logger(__name__)


def queue_on(redis: Redis) -> Queue:
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


class Relay:
    """Queues every open promise that is due."""

    def __init__(self, database: Database, redis: Redis) -> None:
        self._database = database
        self._redis = redis
        self._queue = queue_on(redis)

    def run(self, stop: threading.Event) -> None:
        """Pass whenever the database tells of a promise, and every two seconds anyway."""
        while not stop.is_set():
            try:
                self._listen(stop)
            except (SQLAlchemyError, psycopg.Error, RedisError) as error:
                log.warning("relay interrupted", error=type(error).__name__)
                stop.wait(SWEEP_SECONDS)

    def carry(self, now: datetime) -> int:
        """Queue what is due; return how many promises were queued.

        A promise is let go before its job is queued: a quick worker would find it locked, take it
        for another's work and leave it until the next look.
        """
        with self._database.transaction() as session:
            taken = [message for message in _due(session, now) if self._take(message, now)]
        for message in taken:
            self._enqueue(message)
        return len(taken)

    def call_housekeeping(self, now: datetime) -> None:
        """Queue the hourly tidying, once an hour however many relays run."""
        with suppress(DuplicateJobError):
            self._queue.enqueue(
                HOUSEKEEPING,
                job_id=f"tidy-{now:%Y%m%d%H}",
                unique=True,
                result_ttl=HOUR,
                failure_ttl=HOUR,
            )

    def _listen(self, stop: threading.Event) -> None:
        url = self._database.engine.url.set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as wire:
            wire.execute(f"LISTEN {CHANNEL}")
            while not stop.is_set():
                while self.carry(datetime.now(UTC)) == BATCH:
                    pass
                self.call_housekeeping(datetime.now(UTC))
                for _ in wire.notifies(timeout=SWEEP_SECONDS, stop_after=1):
                    pass

    def _take(self, message: OutboxMessage, now: datetime) -> bool:
        """Decide to queue a promise, and to look at it again in a while."""
        message.due_at = now + RECHECK
        if message.queued and self._waits(message):
            return False
        message.queued += 1
        return True

    def _enqueue(self, message: OutboxMessage) -> None:
        self._queue.enqueue(
            JOB,
            message.id,
            job_id=job_id(message),
            job_timeout=JOB_SECONDS,
            result_ttl=RESULT_SECONDS,
            failure_ttl=RESULT_SECONDS,
        )

    def _waits(self, message: OutboxMessage) -> bool:
        """Whether the last job made for the promise still stands in the queue."""
        try:
            job = Job.fetch(job_id(message), connection=self._redis, serializer=JSONSerializer)
        except NoSuchJobError:
            return False
        return job.get_status() is JobStatus.QUEUED


def job_id(message: OutboxMessage) -> str:
    return f"outbox-{message.id}-{message.queued}"


def _due(session: Session, now: datetime) -> list[OutboxMessage]:
    """Lock what is due; a promise whose job is running is locked by that job and left alone."""
    return list(
        session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.done_at.is_(None), OutboxMessage.due_at <= now)
            .order_by(OutboxMessage.due_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
