"""Seal files while they flow through, in bounded memory; a file that was cut short is refused."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from services.identity.about import About
from services.identity.envelope import HEAD_BYTES, Kind, checked, head_of
from services.identity.refusals import Tampered

CHUNK = 64 * 1024
EXTRA = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Readable(Protocol):
    """Anything that gives its bytes piece by piece."""

    def read(self, size: int = -1, /) -> bytes: ...


def sealed_chunks(key: bytes, stream: Readable, about: About) -> Iterator[bytes]:
    """Seal a stream chunk by chunk; the last chunk is marked as the last."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    head = head_of(Kind.STREAM, key)
    yield head + header
    bound = head + about.encoded()
    chunk = _full(stream)
    while True:
        following = _full(stream) if len(chunk) == CHUNK else b""
        tag = MESSAGE if following else FINAL
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, bound, tag)
        if tag == FINAL:
            return
        chunk = following


def opened_chunks(key: bytes, sealed: Iterable[bytes], about: About) -> Iterator[bytes]:
    """Open a sealed stream while it arrives.

    Raises:
        WrongKey: another key made it; told before the first chunk.
        Tampered: it was changed, cut, lengthened, or belongs to another place.

    """
    stream = _Pieces(sealed)
    head, _ = checked(stream.read(HEAD_BYTES), Kind.STREAM, key)
    bound = head + about.encoded()
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    try:
        header = stream.read(HEADER_BYTES)
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
        yield from _pulled(state, stream, bound)
    except (CryptoError, ValueError, TypeError):
        raise Tampered from None


def _pulled(
    state: sodium.crypto_secretstream_xchacha20poly1305_state, stream: "_Pieces", bound: bytes
) -> Iterator[bytes]:
    tag = MESSAGE
    while tag != FINAL:
        piece = stream.read(CHUNK + EXTRA)
        chunk, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, bound)
        yield chunk
    if stream.read(1):
        raise Tampered


class SealingReader:
    """A file that is sealed while it is read, for whoever reads: the object store."""

    def __init__(self, key: bytes, stream: Readable, about: About) -> None:
        self._pieces = _Pieces(sealed_chunks(key, stream, about))

    def read(self, size: int = -1, /) -> bytes:
        return self._pieces.read(size)


class _Pieces:
    """Turn pieces of any length into reads of a wanted length."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = bytearray()

    def read(self, size: int = -1, /) -> bytes:
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        wanted = len(self._left) if size < 0 else size
        taken = bytes(self._left[:wanted])
        del self._left[:wanted]
        return taken


def _full(stream: Readable) -> bytes:
    """Read a whole chunk; a stream may give less at once although more will come."""
    chunk = bytearray()
    while len(chunk) < CHUNK and (piece := stream.read(CHUNK - len(chunk))):
        chunk += piece
    return bytes(chunk)
