"""The relay: queues what is due, once, and again when the queue forgot it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from sqlalchemy import select, update

from services.outbox import promises, relay
from services.outbox.models import OutboxMessage
from services.outbox.relay import RECHECK, Relay
from services.resources import Resources
from tests.service import beside, wait_until

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LATER = NOW + RECHECK


@pytest.fixture
def carrier(resources: Resources) -> Relay:
    return Relay(resources.database, resources.redis)


def promise(resources: Resources, *arguments: str, now: datetime = NOW) -> None:
    with resources.database.transaction() as session:
        promises.promise(session, "issue_document", history_id=1, arguments=arguments, now=now)


def queued(resources: Resources) -> list[str]:
    waiting = relay.queue_on(resources.redis).job_ids
    return [job_id for job_id in waiting if job_id.startswith("outbox-")]


def test_due_promise_is_queued(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    assert (carrier.carry(NOW), queued(resources)) == (1, ["outbox-1-1"])


def test_job_is_told_nothing_but_an_id(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    carrier.carry(NOW)
    job = Job.fetch("outbox-1-1", connection=resources.redis, serializer=JSONSerializer)
    assert (job.func_name, list(job.args)) == (relay.JOB, [1])


def test_promise_of_tomorrow_waits(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt", now=NOW + timedelta(days=1))
    assert carrier.carry(NOW) == 0


def test_queued_promise_is_not_queued_again_at_once(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    carrier.carry(NOW)
    assert carrier.carry(NOW) == 0


def test_promise_that_waits_in_the_queue_is_not_queued_again(
    resources: Resources, carrier: Relay
) -> None:
    promise(resources, "receipt")
    carrier.carry(NOW)
    assert (carrier.carry(LATER), queued(resources)) == (0, ["outbox-1-1"])


def test_promise_is_queued_again_after_a_flush(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt", "petition")
    carrier.carry(NOW)
    resources.redis.flushall()
    assert (carrier.carry(LATER), queued(resources)) == (2, ["outbox-1-2", "outbox-2-2"])


def test_promise_whose_job_died_with_its_worker_is_queued_again(
    resources: Resources, carrier: Relay
) -> None:
    promise(resources, "receipt")
    carrier.carry(NOW)
    relay.queue_on(resources.redis).pop_job_id()  # Taken by a worker that never comes back.
    job = Job.fetch("outbox-1-1", connection=resources.redis, serializer=JSONSerializer)
    job.set_status(JobStatus.STARTED)
    assert (carrier.carry(LATER), queued(resources)) == (1, ["outbox-1-2"])


def test_promise_that_was_kept_is_left_alone(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    with resources.database.transaction() as session:
        session.execute(update(OutboxMessage).values(done_at=NOW))
    assert carrier.carry(LATER) == 0


def test_promise_that_a_job_holds_is_left_alone(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    with resources.database.transaction() as session:
        promises.claim(session, 1)
        assert carrier.carry(NOW) == 0


def test_promise_is_free_as_soon_as_its_job_is_queued(resources: Resources, carrier: Relay) -> None:
    def quick_worker() -> bool:
        resources.redis.blpop([relay.queue_on(resources.redis).key], timeout=10)
        with resources.database.transaction() as session:
            return promises.claim(session, 1) is not None

    promise(resources, *(f"paper-{n}" for n in range(20)))
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(quick_worker)
        carrier.carry(NOW)
        assert found.result()


def test_two_relays_do_not_queue_the_same(resources: Resources, carrier: Relay) -> None:
    promise(resources, *(f"paper-{n}" for n in range(20)))
    other = Relay(resources.database, resources.redis)
    turns = [threading.Thread(target=one.carry, args=(NOW,)) for one in (carrier, other)]
    for turn in turns:
        turn.start()
    for turn in turns:
        turn.join()
    assert sorted(queued(resources)) == sorted(f"outbox-{n}-1" for n in range(1, 21))


def test_many_promises_are_carried_in_bounded_passes(resources: Resources, carrier: Relay) -> None:
    promise(resources, *(f"paper-{n}" for n in range(relay.BATCH + 5)))
    assert [carrier.carry(NOW), carrier.carry(NOW)] == [relay.BATCH, 5]


def test_running_relay_hears_of_a_promise(resources: Resources, carrier: Relay) -> None:
    with beside(carrier.run):
        promise(resources, "receipt", now=datetime.now(UTC))
        wait_until(lambda: queued(resources) == ["outbox-1-1"])


def test_running_relay_finds_its_way_back_to_the_database(
    resources: Resources, carrier: Relay
) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with beside(carrier.run):
        promise(resources, "receipt", now=datetime.now(UTC))
        wait_until(lambda: len(queued(resources)) == 1)
        with resources.database.transaction() as session:
            session.connection().exec_driver_sql(f"{others} AND usename = current_user")
        resources.database.dispose()
        promise(resources, "petition", now=datetime.now(UTC))
        wait_until(lambda: len(queued(resources)) == 2)


def test_housekeeping_is_called_once_an_hour(resources: Resources, carrier: Relay) -> None:
    for minutes in (0, 1, 59, 60):
        carrier.call_housekeeping(NOW + timedelta(minutes=minutes))
    waiting = list(relay.queue_on(resources.redis).job_ids)
    assert waiting == ["tidy-2026112203", "tidy-2026112204"]


def test_each_turn_is_counted(resources: Resources, carrier: Relay) -> None:
    promise(resources, "receipt")
    carrier.carry(NOW)
    resources.redis.flushall()
    carrier.carry(LATER)
    with resources.database.transaction() as session:
        assert session.scalars(select(OutboxMessage.queued)).one() == 2
