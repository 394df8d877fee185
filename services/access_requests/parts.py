"""What of a sealed dossier can be asked for: who it is, what they write and enclose, messages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from forms.text import Text
from services.identity.purposes import FILES, FROZEN
from services.policy.check import Object, Subject
from services.policy.protection import Access, Datum, access

Row = Mapping[str, Any]


class Part(StrEnum):
    """A part that can be opened without the others."""

    PERSON = "person"
    MATTER = "matter"
    FILES = "files"
    MESSAGES = "messages"


# A handwritten page or a file shows who wrote it; a text may tell by what it mentions.
DATA: Mapping[Part, tuple[Datum, ...]] = {
    Part.PERSON: (Datum.IDENTITY,),
    Part.MATTER: (Datum.MATTER, Datum.HINTS),
    Part.FILES: (Datum.HANDWRITING, Datum.EVIDENCE),
    Part.MESSAGES: (Datum.MESSAGES, Datum.HINTS, Datum.EVIDENCE),
}
PURPOSES: Mapping[Part, frozenset[str]] = {
    Part.PERSON: frozenset({FROZEN}),
    Part.MATTER: frozenset({FROZEN}),
    Part.FILES: frozenset({FROZEN, FILES}),
    # Each message is a value of its own (`services.messages.conversation.purposes`).
    Part.MESSAGES: frozenset(),
}
NAMES: Mapping[Part, Text] = {
    Part.PERSON: Text("Người tố cáo là ai, liên hệ thế nào", "Who it is, and how to reach them"),
    Part.MATTER: Text("Nội dung người ấy viết", "What they wrote"),
    Part.FILES: Text("Chữ ký và các tệp gửi kèm", "The signature and the files"),
    Part.MESSAGES: Text("Tin nhắn và tệp gửi theo tin", "Messages and the files sent with them"),
}


def part_of(row: Row) -> Part:
    """Tell to which part a frozen row belongs."""
    if row["files"]:
        return Part.FILES
    return Part.PERSON if row.get("identity") else Part.MATTER


def known(given: Iterable[str]) -> tuple[Part, ...]:
    """Take the parts out of what somebody sent; the rest is left out."""
    sent = set(given)
    return tuple(part for part in Part if part in sent)


def sections(values: Mapping[str, Any]) -> Sequence[Row]:
    """Give the sections of the filing out of what was unsealed; none where they were not."""
    found: Sequence[Row] = values.get(FROZEN, {}).get("sections", ())
    return found


def purposes(scope: Collection[str]) -> frozenset[str]:
    """Tell which sealed values hold these parts."""
    return frozenset().union(*(PURPOSES[part] for part in known(scope)))


def within(officer: Subject, dossier: Object, part: Part) -> Access:
    """Tell how an officer gets to see a part: as its best-kept data."""
    return min(access(officer, dossier, datum) for datum in DATA[part])
