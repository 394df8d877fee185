"""Where people see the part of a form that is being edited: what the preview beside it shows."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from forms.editing import operations, where
from forms.editing.where import Address
from services.web.officer.authoring_desk import Opened
from services.web.preview import REVIEW

FIRST_ROW = "0"
MAIN = "noi-dung"


def shown_at(opened: Opened, address: Address) -> str:
    """Give the address of the page with all its questions open; nothing where no form is edited."""
    if address.page not in {where.SECTION, where.QUESTION}:
        return ""
    section = operations.written(operations.section_at(opened.readable().node, address.section))
    if not isinstance(section, Mapping) or not section.get("key"):
        return ""
    name = REVIEW if section.get("on") == "review" else f"{section['key']}.open"
    anchor = "-".join(_keys(section, address.numbers)) or MAIN
    return url_for("officer.preview_state", draft_id=opened.draft.id, name=name, _anchor=anchor)


def _keys(block: Mapping[str, Any], numbers: tuple[int, ...]) -> Iterator[str]:
    """Name the questions on the way down, as the ids on the page do; a list shows its first row."""
    for number in numbers:
        if block.get("kind") == "repeat":
            yield FIRST_ROW
        block = block["fields"][number]
        yield str(block.get("key"))
