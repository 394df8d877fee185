"""The one job: keeps a promise once, however often it runs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from services.documents.models import IssuedDocument
from services.jobs import workshop
from services.jobs.deliver import deliver
from services.jobs.effects import EFFECTS
from services.outbox import effects
from services.outbox.models import OutboxMessage
from services.resources import Resources
from tests.filing import hand_in
from tests.service import free_port


@pytest.fixture(scope="session")
def warm(opened: Resources) -> workshop.Tools:
    return workshop.open_with(opened)


@pytest.fixture
def promised(resources: Resources, warm: workshop.Tools) -> list[int]:  # noqa: ARG001 - opens the workshop
    hand_in(resources)
    with resources.database.transaction() as session:
        return list(session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)))


def documents(resources: Resources) -> list[IssuedDocument]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(IssuedDocument).order_by(IssuedDocument.id)))


def message(resources: Resources, message_id: int) -> OutboxMessage:
    with resources.database.transaction() as session:
        return session.get_one(OutboxMessage, message_id)


def test_promise_becomes_a_document_and_its_object(
    resources: Resources, promised: list[int]
) -> None:
    deliver(promised[0])
    (document,) = documents(resources)
    assert len(resources.objects.get(document.object_key)) == document.size


def test_promise_is_noted_as_kept(resources: Resources, promised: list[int]) -> None:
    deliver(promised[0])
    assert message(resources, promised[0]).done_at is not None


def test_delivering_twice_makes_one_document(resources: Resources, promised: list[int]) -> None:
    deliver(promised[0])
    first = documents(resources)[0].issued_at
    deliver(promised[0])
    assert [document.issued_at for document in documents(resources)] == [first]


def test_delivering_at_once_makes_one_document(resources: Resources, promised: list[int]) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(deliver, [promised[0]] * 4))
    assert len(documents(resources)) == 1


def test_job_that_died_before_its_commit_makes_the_same_bytes_again(
    resources: Resources, promised: list[int]
) -> None:
    deliver(promised[0])
    first = documents(resources)[0].sha256
    with resources.database.transaction() as session:
        session.delete(session.get_one(IssuedDocument, documents(resources)[0].id))
        session.get_one(OutboxMessage, promised[0]).done_at = None
    deliver(promised[0])
    assert documents(resources)[0].sha256 == first


@pytest.fixture
def store_is_away(resources: Resources, warm: workshop.Tools) -> Iterator[None]:
    """Work without an object store for a while."""
    store = replace(resources.settings.objects, endpoint_url=f"http://127.0.0.1:{free_port()}")
    cut_off = Resources(replace(resources.settings, objects=store))
    workshop.open_with(cut_off)
    yield
    workshop.open_with(warm.resources)
    cut_off.close()


@pytest.mark.usefixtures("store_is_away")
def test_failure_postpones_the_promise(resources: Resources, promised: list[int]) -> None:
    deliver(promised[0])
    kept = message(resources, promised[0])
    assert (kept.done_at, kept.attempts, kept.last_error) == (None, 1, "ObjectsUnavailable")


@pytest.mark.usefixtures("store_is_away")
def test_failed_promise_leaves_no_document(resources: Resources, promised: list[int]) -> None:
    deliver(promised[0])
    assert documents(resources) == []


@pytest.mark.usefixtures("store_is_away")
def test_promise_that_failed_is_kept_later(resources: Resources, promised: list[int]) -> None:
    deliver(promised[0])
    workshop.open_with(resources)
    deliver(promised[0])
    assert len(documents(resources)) == 1


def test_unknown_promise_is_no_failure(resources: Resources, promised: list[int]) -> None:
    deliver(max(promised) + 1)
    assert documents(resources) == []


def test_every_effect_that_can_be_promised_has_its_hands() -> None:
    names = {value for name, value in vars(effects).items() if name.isupper()}
    assert names == set(EFFECTS)
