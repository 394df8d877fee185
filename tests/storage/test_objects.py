"""Objects by key, on a real store: written, read, listed, forgotten; failures are told apart."""

import io
from collections.abc import Callable
from uuid import uuid4

import pytest

from config import Settings
from storage.objects import CHUNK, TRANSFER, ObjectMissing, Objects, ObjectsUnavailable
from tests.service import free_port

TEXT = "text/plain"
TWO_PARTS = b"0123456789abcdef" * (TRANSFER.multipart_chunksize // 16 + 1)
Use = Callable[[Objects], object]


def connect(settings: Settings, **changes: str) -> Objects:
    values = {**vars(settings.objects), **changes}
    return Objects.connect(**values)


@pytest.fixture(scope="module")
def objects(settings: Settings) -> Objects:
    bucket = connect(settings, bucket=f"objects-{uuid4().hex}")
    bucket.ensure_bucket()
    return bucket


def test_object_is_given_back_as_it_was_put(objects: Objects) -> None:
    objects.put("one", b"content", content_type=TEXT)
    assert objects.get("one") == b"content"


def test_empty_object_is_an_object(objects: Objects) -> None:
    objects.put("empty", b"", content_type=TEXT)
    assert objects.get("empty") == b""


def test_same_key_replaces(objects: Objects) -> None:
    objects.put("twice", b"first", content_type=TEXT)
    objects.put("twice", b"second", content_type=TEXT)
    assert objects.get("twice") == b"second"


def test_stream_in_several_parts_is_given_back(objects: Objects) -> None:
    objects.put_stream("stream", io.BytesIO(TWO_PARTS), content_type=TEXT)
    assert objects.get("stream") == TWO_PARTS


def test_object_is_read_in_bounded_chunks(objects: Objects) -> None:
    objects.put("chunks", bytes(CHUNK + 1), content_type=TEXT)
    assert [len(chunk) for chunk in objects.open("chunks")] == [CHUNK, 1]


def test_unknown_key_is_missing_before_the_first_byte(objects: Objects) -> None:
    with pytest.raises(ObjectMissing):
        objects.open("unknown")


def test_deleted_object_is_missing(objects: Objects) -> None:
    objects.put("gone", b"content", content_type=TEXT)
    objects.delete("gone")
    with pytest.raises(ObjectMissing):
        objects.get("gone")


def test_deleting_what_is_not_there_is_no_error(objects: Objects) -> None:
    objects.delete("never was")


def test_keys_are_listed_by_prefix(objects: Objects) -> None:
    for key in ("list/a", "list/b", "other/c"):
        objects.put(key, b"", content_type=TEXT)
    assert sorted(objects.keys("list/")) == ["list/a", "list/b"]


def test_bucket_may_be_ensured_again(objects: Objects) -> None:
    objects.ensure_bucket()
    objects.ping()


def test_missing_bucket_is_told(settings: Settings) -> None:
    with pytest.raises(ObjectMissing):
        connect(settings, bucket="no-such-bucket").ping()


def test_wrong_secret_is_refused(settings: Settings) -> None:
    with pytest.raises(ObjectsUnavailable):
        connect(settings, secret_key="wrong").get("one")


@pytest.mark.parametrize(
    "use",
    [
        lambda away: away.ping(),
        lambda away: away.get("one"),
        lambda away: away.put("one", b"", content_type=TEXT),
        lambda away: away.put_stream("one", io.BytesIO(TWO_PARTS), content_type=TEXT),
        lambda away: away.delete("one"),
        lambda away: list(away.keys()),
        lambda away: away.ensure_bucket(),
    ],
)
def test_store_that_is_away_is_told_alike_everywhere(settings: Settings, use: Use) -> None:
    away = connect(settings, endpoint_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ObjectsUnavailable):
        use(away)
