"""A look into an Excel package before it is parsed: bounded, without macros and outside links."""

import zipfile
import zlib
from typing import BinaryIO

from services.lists.refusals import (
    BOMB,
    DAMAGED,
    LINKS,
    MACROS,
    NOT_A_LIST,
    OLD_OR_LOCKED,
    TOO_MANY_SHEETS,
    ListRefused,
)
from services.lists.tables import MOST_SHEETS

MOST_PARTS = 500
MOST_UNPACKED = 20 * 1024**2
SMALL = 1024**2  # A part that stays below this may be packed as tightly as it likes.
MOST_TIMES = 150  # A sheet of blank cells packs to a fiftieth.
BLOCK = 64 * 1024
ENCRYPTED = 0x1
WORKBOOK = "xl/workbook.xml"
OUTSIDE = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/")
FOREIGN_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")
# What a damaged package makes the reader of packages say.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError)


def check(stream: BinaryIO) -> None:
    """Unpack everything once, counting, and look at what is inside.

    Raises:
        ListRefused: it is no workbook, or one that is not taken.

    """
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as package:
            _check_names(package.infolist())
            room = MOST_UNPACKED
            for part in package.infolist():
                room -= _measured(package, part, room)
    except RuntimeError:
        # This is how zipfile asks for a password, or meets a way of packing that it does not know.
        raise ListRefused(OLD_OR_LOCKED) from None
    except BROKEN:
        raise ListRefused(DAMAGED) from None
    stream.seek(0)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    rules = (
        (len(parts) > MOST_PARTS, BOMB),
        (any(part.flag_bits & ENCRYPTED for part in parts), OLD_OR_LOCKED),
        (WORKBOOK not in names, NOT_A_LIST),
        (any("vbaproject" in name or "xl/macrosheets/" in name for name in names), MACROS),
        (any(name.startswith(OUTSIDE) for name in names), LINKS),
        (sheets > MOST_SHEETS, TOO_MANY_SHEETS),
    )
    for is_broken, reason in rules:
        if is_broken:
            raise ListRefused(reason, limit=MOST_SHEETS)


def _measured(package: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> int:
    """Count what really comes out; what a package says of itself may be a lie."""
    is_markup = part.filename.lower().endswith((".xml", ".rels"))
    size, before = 0, b""
    with package.open(part) as unpacked:
        while block := unpacked.read(BLOCK):
            size += len(block)
            if size > room or size > max(SMALL, MOST_TIMES * part.compress_size):
                raise ListRefused(BOMB)
            if is_markup:
                _check_markup(before + block)
            before = block[-len(FOREIGN_MARKUP[0]) :]
    return size


def _check_markup(block: bytes) -> None:
    """Refuse markup that defines its own words, or hides them in another alphabet."""
    if b"\0" in block or any(word in block for word in FOREIGN_MARKUP):
        raise ListRefused(DAMAGED)
    if b"macroEnabled" in block:
        raise ListRefused(MACROS)
