"""Have pages drawn and painted over, by a process that may do nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.confined import process
from services.redaction import parcels
from services.redaction.boxes import Box
from services.redaction.faults import MOST_PAGES, Fault, NotDrawn
from services.redaction.words import Wanted

PAINTER = "services.redaction.painter"
SECONDS = {"look": 60, "burn": 170}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
TAKEN = frozenset({PDF, JPEG, PNG})
STARTS: Mapping[str, bytes] = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff"}
Boxes = Mapping[int, tuple[Box, ...]]


@dataclass(frozen=True)
class Original:
    """A file in clear, for as long as it is looked at."""

    content: bytes
    content_type: str


@dataclass(frozen=True)
class Look:
    """One page, painted over as it would be handed on.

    found: where words stand that may tell who it is; has_text: whether a machine can find any
    """

    picture: bytes
    found: tuple[Box, ...]
    has_text: bool


@dataclass(frozen=True)
class Burned:
    """A redacted copy of a file."""

    content: bytes
    content_type: str
    pages: int


def measure(original: Original) -> int:
    """Count its pages.

    Raises:
        NotDrawn: it is locked, damaged, too large or too heavy; told by all functions here.

    """
    head, _ = _told(original, "look", {"do": "measure"})
    return _pages(head)


def look(original: Original, page: int, boxes: Iterable[Box], wanted: Iterable[Wanted]) -> Look:
    asked = {
        "do": "look",
        "page": page,
        "boxes": [box.numbers for box in boxes],
        "wanted": [[one.text, one.loose] for one in wanted],
    }
    head, picture = _told(original, "look", asked)
    try:
        found = tuple(map(Box.of, head["found"]))
        return Look(_starting(picture, JPEG), found, bool(head["has_text"]))
    except parcels.MALFORMED:
        raise NotDrawn(Fault.NOT_NOW) from None


def burn(original: Original, boxes: Boxes) -> Burned:
    """Make the copy: pages drawn anew with the boxes in them, and nothing else."""
    numbers = {page: [box.numbers for box in some] for page, some in boxes.items()}
    head, content = _told(original, "burn", {"do": "burn", "boxes": numbers})
    made = PDF if original.content_type == PDF else JPEG
    return Burned(_starting(content, made), made, _pages(head))


def _told(
    original: Original, allowance: str, asked: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    if original.content_type not in TAKEN:
        raise NotDrawn(Fault.KIND)
    sent = parcels.packed({**asked, "content_type": original.content_type}, original.content)
    try:
        told = process.run(PAINTER, sent, allowance, seconds=SECONDS[allowance])
        head, content = parcels.unpacked(told)
        refused = Fault(head["refused"]) if "refused" in head else None
    except process.Overtaxed:
        raise NotDrawn(Fault.TOO_HEAVY) from None
    except (process.Broken, *parcels.MALFORMED):
        raise NotDrawn(Fault.NOT_NOW) from None
    if refused:
        raise NotDrawn(refused)
    return head, content


def _pages(head: dict[str, Any]) -> int:
    pages = head.get("pages")
    if not isinstance(pages, int) or not 0 < pages <= MOST_PAGES:
        raise NotDrawn(Fault.DAMAGED)
    return pages


def _starting(content: bytes, content_type: str) -> bytes:
    if not content.startswith(STARTS[content_type]):
        raise NotDrawn(Fault.NOT_NOW)
    return content
