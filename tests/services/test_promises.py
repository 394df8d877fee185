"""Promises: kept with the change that calls for them, claimed by one, postponed when they fail."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import select

from services.outbox import promises
from services.outbox.models import OutboxMessage
from services.resources import Resources

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
EFFECT = "issue_document"


class ChangedMind(Exception):
    """The change that called for the work is given up."""


def promise(resources: Resources, *arguments: str) -> list[int]:
    with resources.database.transaction() as session:
        promises.promise(session, EFFECT, history_id=1, arguments=arguments, now=NOW)
        session.flush()
        return list(session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)))


def promise_and_give_up(resources: Resources) -> None:
    with resources.database.transaction() as session:
        promises.promise(session, EFFECT, history_id=1, arguments=("receipt",), now=NOW)
        session.flush()
        raise ChangedMind


def test_each_argument_is_one_promise_that_is_due_at_once(resources: Resources) -> None:
    promise(resources, "receipt", "petition")
    with resources.database.transaction() as session:
        kept = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [(row.argument, row.due_at) for row in kept] == [("receipt", NOW), ("petition", NOW)]


def test_promise_vanishes_with_the_change_that_called_for_it(resources: Resources) -> None:
    with pytest.raises(ChangedMind):
        promise_and_give_up(resources)
    with resources.database.transaction() as session:
        assert session.scalars(select(OutboxMessage)).all() == []


def listening(resources: Resources) -> psycopg.Connection:
    url = resources.database.engine.url.set(drivername="postgresql")
    wire = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
    wire.execute(f"LISTEN {promises.CHANNEL}")
    return wire


def test_relay_is_told_at_the_commit(resources: Resources) -> None:
    with listening(resources) as wire:
        promise(resources, "receipt", "petition")
        told = list(wire.notifies(timeout=5, stop_after=1))
    assert len(told) == 1


def test_nobody_is_told_when_nothing_is_promised(resources: Resources) -> None:
    with listening(resources) as wire:
        promise(resources)
        assert list(wire.notifies(timeout=0.2)) == []


def test_open_promise_can_be_claimed(resources: Resources) -> None:
    (message_id,) = promise(resources, "receipt")
    with resources.database.transaction() as session:
        claimed = promises.claim(session, message_id)
        assert claimed is not None
        assert claimed.argument == "receipt"


def test_promise_that_is_kept_cannot_be_claimed(resources: Resources) -> None:
    (message_id,) = promise(resources, "receipt")
    with resources.database.transaction() as session:
        session.get_one(OutboxMessage, message_id).done_at = NOW
    with resources.database.transaction() as session:
        assert promises.claim(session, message_id) is None


def test_promise_that_another_job_holds_cannot_be_claimed(resources: Resources) -> None:
    (message_id,) = promise(resources, "receipt")
    with resources.database.transaction() as holder, resources.database.transaction() as other:
        promises.claim(holder, message_id)
        assert promises.claim(other, message_id) is None


def test_unknown_promise_cannot_be_claimed(resources: Resources) -> None:
    with resources.database.transaction() as session:
        assert promises.claim(session, 999) is None


def pause_after(attempts: int) -> timedelta:
    message = OutboxMessage(attempts=attempts, last_error="", due_at=NOW)
    promises.postpone(message, ValueError("what a citizen wrote"), now=NOW)
    return message.due_at - NOW


def test_pause_doubles_up_to_ten_minutes() -> None:
    waited = [pause_after(attempts).total_seconds() for attempts in range(10)]
    assert waited == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600]


def test_pause_stays_bounded_after_a_million_failures() -> None:
    assert pause_after(1_000_000) == promises.LONGEST_PAUSE


def test_failure_is_noted_without_its_text() -> None:
    message = OutboxMessage(attempts=0, last_error="", due_at=NOW)
    promises.postpone(message, ValueError("what a citizen wrote"), now=NOW)
    assert (message.attempts, message.last_error) == (1, "ValueError")
