"""Files are sealed while they flow: in bounded memory, and a cut one is refused."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from services.identity import envelope
from services.identity.about import About
from services.identity.refusals import Tampered, WrongKey
from services.identity.streams import CHUNK, EXTRA, SealingReader, opened_chunks, sealed_chunks

ABOUT = About("file:1", "content")
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]
KEY = envelope.new_key()


def sealed(size: int) -> bytes:
    return b"".join(sealed_chunks(KEY, io.BytesIO(b"x" * size), ABOUT))


def opened(content: bytes, about: About = ABOUT, piece: int = 1000) -> bytes:
    pieces = (content[start : start + piece] for start in range(0, len(content), piece))
    return b"".join(opened_chunks(KEY, pieces, about))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back(size: int) -> None:
    assert opened(sealed(size)) == b"x" * size


@pytest.mark.parametrize("cut", [1, EXTRA, CHUNK, CHUNK + EXTRA, 2 * (CHUNK + EXTRA)])
def test_a_file_that_was_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(Tampered):
        opened(sealed(3 * CHUNK)[:-cut])


def test_a_file_that_was_lengthened_is_refused() -> None:
    with pytest.raises(Tampered):
        opened(sealed(CHUNK) + b"more")


def test_exchanged_chunks_are_refused() -> None:
    whole, size = sealed(3 * CHUNK), CHUNK + EXTRA
    head = len(whole) - 3 * size
    parts = [whole[head + place * size : head + (place + 1) * size] for place in (1, 0, 2)]
    with pytest.raises(Tampered):
        opened(whole[:head] + b"".join(parts))


def test_a_file_in_the_place_of_another_is_refused() -> None:
    with pytest.raises(Tampered):
        opened(sealed(10), About("file:2", "content"))


def test_another_key_is_told_before_anything_is_read() -> None:
    with pytest.raises(WrongKey):
        next(opened_chunks(envelope.new_key(), iter([sealed(10)]), ABOUT))


@pytest.mark.parametrize("piece", [1, 100, 10**6])
def test_the_store_may_read_in_pieces_of_any_size(piece: int) -> None:
    reader = SealingReader(KEY, io.BytesIO(b"x" * (CHUNK + 5)), ABOUT)
    pieces = []
    while part := reader.read(piece):
        pieces.append(part)
    assert opened(b"".join(pieces)) == b"x" * (CHUNK + 5)


class Zeros:
    """A file of 64 MiB that was never in memory."""

    left = 64 * 1024**2

    def read(self, size: int = -1, /) -> bytes:
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


def through() -> Iterator[bytes]:
    return opened_chunks(KEY, sealed_chunks(KEY, Zeros(), ABOUT), ABOUT)


def test_a_large_file_takes_little_memory() -> None:
    tracemalloc.start()
    total = sum(map(len, through()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (total, peak < 2 * 1024**2) == (64 * 1024**2, True)
