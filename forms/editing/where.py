"""Which page of the editor shows a place of the document, and where on it."""

from dataclasses import dataclass
from functools import cache

from forms.editing import pages
from forms.editing.condition_rows import ROW
from forms.faults import Place
from forms.source import Source

OF_THE_HEAD = ("about", "validity", "basis", "papers", "steps", "deadlines", "handling")
TEXT = "text"
SECTIONS = "sections"
SECTION = "section"
QUESTION = "question"


@dataclass(frozen=True)
class Address:
    """A page by its key; for a section its number, for a question also the numbers down to it.

    field: the dotted path of the input on that page
    """

    page: str
    section: int = 0
    numbers: tuple[int, ...] = ()
    field: str = ""

    @property
    def anchor(self) -> str:
        return self.field.replace(".", "-")

    def is_on(self, other: "Address") -> bool:
        return (self.page, self.section, self.numbers) == (other.page, other.section, other.numbers)


def address(place: Place) -> Address:
    """Find the page of a place; what no page shows is on that of the text."""
    if not place:
        return Address(TEXT)
    head, *rest = place
    if head == "sections":
        return _in_sections(tuple(rest))
    page = _pages_by_key().get(str(head))
    return Address(page, field=_path(place)) if page else Address(TEXT)


def _in_sections(rest: Place) -> Address:
    if not rest or not isinstance(rest[0], int):
        return Address(SECTIONS)
    section, *inner = rest
    numbers: list[int] = []
    while len(inner) > 1 and inner[0] == "fields" and isinstance(inner[1], int):
        numbers.append(inner[1])
        inner = inner[2:]
    if numbers:
        return Address(QUESTION, int(section), tuple(numbers), _path(tuple(inner)))
    return Address(SECTION, int(section), (), _path(tuple(inner)))


def _path(place: Place) -> str:
    """Name the input: a condition is drawn in blocks, of which the first stands for all."""
    if place and place[0] == "when":
        return f"{ROW}0"
    return ".".join(str(part) for part in place)


@cache
def _pages_by_key() -> dict[str, str]:
    source = Source(pages.HERE / "pages.yaml")
    return {
        entry["key"]: page["key"]
        for page in source.content["pages"]
        if page["key"] in OF_THE_HEAD
        for entry in page["fields"]
    }
