"""What is decided about a redacted copy: masked words, boxes, and what was looked at."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from forms.text import Text
from services.redaction import words
from services.redaction.boxes import MOST_ON_A_PAGE, Box
from services.redaction.faults import TOLD, Fault
from services.redaction.identifiers import Suggestion, Why
from services.redaction.words import Wanted

Row = Mapping[str, Any]
Line = Mapping[str, str]
MOST_MASKS = 300


@dataclass(frozen=True)
class Sheet:
    """A file, what is painted over in it, and which of its pages were looked at since.

    key: of the original in the store; fault: why it cannot be handed on; taken: whether it is
    """

    id: str
    key: str
    content_type: str
    name: str
    pages: int
    fault: str = ""
    taken: bool = True
    boxes: Mapping[int, tuple[Box, ...]] | None = None
    looked: frozenset[int] = frozenset()

    @property
    def is_taken(self) -> bool:
        return self.taken and not self.fault

    @property
    def all_boxes(self) -> Mapping[int, tuple[Box, ...]]:
        return self.boxes or {}

    @property
    def unseen(self) -> list[int]:
        """List the pages that nobody looked at as they are now."""
        return [page for page in range(1, self.pages + 1) if page not in self.looked]

    @property
    def told(self) -> Text:
        return TOLD[Fault(self.fault)]

    def on(self, page: int) -> tuple[Box, ...]:
        return self.all_boxes.get(page, ())

    def with_boxes(self, page: int, boxes: Sequence[Box]) -> "Sheet":
        kept = tuple(dict.fromkeys(boxes))[:MOST_ON_A_PAGE]
        if kept == self.on(page):
            return self
        changed = {**self.all_boxes, page: kept}
        return replace(self, boxes=changed, looked=self.looked - {page})


@dataclass(frozen=True)
class Work:
    """All of it; everything that changes makes another one.

    sections: the rows of what the person wrote; person: what the own answers suggest
    """

    sections: tuple[Row, ...]
    person: tuple[Suggestion, ...]
    sheets: tuple[Sheet, ...]
    masks: tuple[Wanted, ...] = ()
    text_looked: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether all that would be handed on was looked at as it is now."""
        return self.text_looked and not any(s.unseen for s in self.sheets if s.is_taken)

    @property
    def lines(self) -> list[str]:
        rows = (row for section in self.sections for row in section["rows"])
        return [line["vi"] for row in rows for line in row["value"]]

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Give all the words for which pages are searched: suggested ones and masked ones."""
        return tuple(dict.fromkeys((*self.masks, *(one.wanted for one in self.person))))

    def with_masks(self, masks: Sequence[Wanted]) -> "Work":
        kept = tuple(dict.fromkeys(masks))[:MOST_MASKS]
        return self if kept == self.masks else replace(self, masks=kept, text_looked=False)

    def with_sheet(self, place: int, sheet: Sheet) -> "Work":
        return replace(self, sheets=(*self.sheets[: place - 1], sheet, *self.sheets[place:]))

    def masked(self) -> list[dict[str, Any]]:
        """Give the text as it is handed on."""
        return [
            {"title": section["title"], "rows": [self._row(row) for row in section["rows"]]}
            for section in self.sections
        ]

    def _row(self, row: Row) -> dict[str, Any]:
        said = [self._line(line) for line in row["value"]]
        return {"label": row["label"], "value": said}

    def _line(self, line: Line) -> dict[str, str]:
        return {language: words.mask(text, self.masks) for language, text in line.items()}

    def carried_over(self, before: "Work") -> "Work":
        """Take over what was decided for a copy before; all of it is to be looked at again."""
        known = {sheet.id: sheet for sheet in before.sheets}
        sheets = (
            replace(one, taken=known[one.id].taken, boxes=known[one.id].boxes)
            if one.id in known
            else one
            for one in self.sheets
        )
        return replace(self, masks=before.masks, sheets=tuple(sheets))


def written(work: Work) -> bytes:
    return json.dumps(asdict(work), ensure_ascii=False, default=_listed).encode()


def read(content: bytes) -> Work:
    kept = json.loads(content)
    return Work(
        sections=tuple(kept["sections"]),
        person=tuple(Suggestion(one["text"], Why(one["why"])) for one in kept["person"]),
        sheets=tuple(_sheet(one) for one in kept["sheets"]),
        masks=tuple(Wanted(**one) for one in kept["masks"]),
        text_looked=kept["text_looked"],
    )


def _sheet(kept: dict[str, Any]) -> Sheet:
    boxes = {
        int(page): tuple(Box(**one) for one in some) for page, some in (kept["boxes"] or {}).items()
    }
    return Sheet(**{**kept, "boxes": boxes, "looked": frozenset(kept["looked"])})


def _listed(value: frozenset[int]) -> list[int]:
    return sorted(value)
