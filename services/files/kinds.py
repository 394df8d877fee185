"""What a file really is: told by its content and proved by opening it, never by its name."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
import puremagic
from PIL import Image

MOST_PIXELS = 100_000_000
MOST_ZIP_ENTRIES = 2_000
MOST_UNPACKED = 400 * 1024**2
HEAD = 4096
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1"})
MP4_BRANDS = frozenset({b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"3gp4"})

# What a damaged or hostile file makes its reader say.
BROKEN = (
    pikepdf.PdfError,
    zipfile.BadZipFile,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
)
# A tag, or the first frame of layer III in MPEG 1, 2 or 2.5, with or without a checksum.
SOUNDS = (b"ID3", b"\xff\xfa", b"\xff\xfb", b"\xff\xf2", b"\xff\xf3", b"\xff\xe2", b"\xff\xe3")


@dataclass(frozen=True)
class FileKind:
    """One kind of file that is taken."""

    content_type: str
    extension: str
    opens: Callable[[BinaryIO], bool]


def _opens_pdf(stream: BinaryIO) -> bool:
    with pikepdf.open(stream) as pdf:
        return len(pdf.pages) > 0


def _opens_image(stream: BinaryIO) -> bool:
    with Image.open(stream) as image:
        if image.width * image.height > MOST_PIXELS:
            return False
        image.verify()
    return True


def _opens_package(folder: str) -> Callable[[BinaryIO], bool]:
    """Accept an Office package: its parts where they belong, no macros, no unpacking bomb."""

    def opens(stream: BinaryIO) -> bool:
        with zipfile.ZipFile(stream) as package:
            entries = package.infolist()
        names = {entry.filename for entry in entries}
        return (
            len(entries) <= MOST_ZIP_ENTRIES
            and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
            and "[Content_Types].xml" in names
            and any(name.startswith(folder) for name in names)
            and not any(name.endswith("vbaProject.bin") for name in names)
        )

    return opens


def _opens_anyway(stream: BinaryIO) -> bool:
    """Sound and film are told by their first bytes alone."""
    return stream.readable()


PDF = FileKind("application/pdf", ".pdf", _opens_pdf)
JPEG = FileKind("image/jpeg", ".jpg", _opens_image)
PNG = FileKind("image/png", ".png", _opens_image)
DOCX = FileKind(WORD, ".docx", _opens_package("word/"))
XLSX = FileKind(SHEET, ".xlsx", _opens_package("xl/"))
HEIC = FileKind("image/heic", ".heic", _opens_anyway)
MP3 = FileKind("audio/mpeg", ".mp3", _opens_anyway)
MP4 = FileKind("video/mp4", ".mp4", _opens_anyway)

# The formats named for this sector; told to people before they choose a file.
TAKEN = (PDF, DOCX, XLSX, JPEG, PNG, HEIC, MP3, MP4)
SIGNATURES = (PDF, JPEG, PNG)


def recognise(stream: BinaryIO, taken: tuple[FileKind, ...] = TAKEN) -> FileKind | None:
    """Tell what the stream holds; none if it is no kind that is taken, or does not open."""
    stream.seek(0)
    head = stream.read(HEAD)
    for kind in _candidates(head):
        if kind in taken and _really_opens(kind, stream):
            stream.seek(0)
            return kind
    stream.seek(0)
    return None


def _candidates(head: bytes) -> tuple[FileKind, ...]:
    if head.startswith(b"%PDF-"):
        return (PDF,)
    if head.startswith(b"PK\x03\x04"):
        return (DOCX, XLSX)
    if head[4:8] == b"ftyp":
        return _film_or_picture(head[8:12])
    return (MP3,) if head.startswith(SOUNDS) else _by_magic(head)


def _film_or_picture(brand: bytes) -> tuple[FileKind, ...]:
    if brand in HEIC_BRANDS:
        return (HEIC,)
    return (MP4,) if brand in MP4_BRANDS else ()


def _by_magic(head: bytes) -> tuple[FileKind, ...]:
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return ()
    return tuple(kind for kind in (JPEG, PNG) if kind.content_type == found)


def _really_opens(kind: FileKind, stream: BinaryIO) -> bool:
    stream.seek(0)
    try:
        return kind.opens(stream)
    except BROKEN:
        return False
