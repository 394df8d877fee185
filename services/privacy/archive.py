"""An archive that is written while it is sent: files are never held in memory as a whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import RawIOBase
from itertools import chain
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from services.deadlines.clock import ZONE
from services.identity.refusals import SealRefused
from services.privacy.copies import Enclosed
from storage.objects import ObjectMissing, Objects

READABLE = 0o600 << 16
MISSING = (
    "Không đọc được tệp này. Hãy liên hệ cơ quan.\nThis file cannot be read; ask the agency.\n"
)


class Sink(RawIOBase):
    """Takes what the archive writes and hands it on."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: object, /) -> int:
        taken = bytes(content)  # type: ignore[call-overload]
        self._written += taken
        return len(taken)

    def drained(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def stream(
    objects: Objects, texts: Iterable[tuple[str, bytes]], files: Iterable[Enclosed], *, at: datetime
) -> Iterator[bytes]:
    """Yield the archive piece by piece; a file that is gone leaves a note in its place."""
    sink = Sink()
    with ZipFile(sink, "w") as archive:
        for name, content in texts:
            archive.writestr(_entry(name, at, ZIP_DEFLATED), content)
            yield sink.drained()
        for one in files:
            yield from _file(archive, sink, objects, one, at)
    yield sink.drained()


def _file(
    archive: ZipFile, sink: Sink, objects: Objects, one: Enclosed, at: datetime
) -> Iterator[bytes]:
    try:
        chunks = iter(one.read(objects))
        # The first piece tells whether the file is there, and as it was sealed.
        first = next(chunks, b"")
    except (ObjectMissing, SealRefused):
        archive.writestr(_entry(f"{one.name}.txt", at, ZIP_DEFLATED), MISSING)
        return
    # Papers and pictures are compressed already.
    with archive.open(_entry(one.name, at, ZIP_STORED), "w") as entry:
        for chunk in chain((first,), chunks):
            entry.write(chunk)
            yield sink.drained()


def _entry(name: str, at: datetime, method: int) -> ZipInfo:
    entry = ZipInfo(name, at.astimezone(ZONE).timetuple()[:6])
    entry.compress_type = method
    entry.external_attr = READABLE
    return entry
