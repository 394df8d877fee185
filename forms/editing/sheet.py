"""One page of the editor with the part of the document that it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ruamel.yaml.comments import CommentedMap

from forms import rows
from forms.editing import condition_rows, exchange
from forms.editing.askable import Askable
from forms.editing.condition_rows import Rows
from forms.editing.pages import Page
from forms.html import UNSTORABLE, FormData
from forms.kinds.repeat import Repeat
from forms.procedure import Section

Raw = dict[str, Any]
WHEN = "when"


@dataclass(frozen=True)
class Sheet:
    """What is asked about a part of the document, and how the answers get there.

    asked: what a condition of this part may look at; None where there is no condition
    """

    page: Page
    node: CommentedMap
    order: Sequence[str]
    asked: tuple[Askable, ...] | None = None

    @cached_property
    def rows(self) -> Rows | None:
        """Give the condition as rows; None if the page does not show it."""
        if self.asked is None:
            return None
        return condition_rows.parse(self.node.get(WHEN))

    @property
    def name(self) -> str:
        """Name the part, so that a page sent late is not taken for another part."""
        return str(self.node.get("key", ""))

    def section(self, typed: Mapping[str, Any] | None = None) -> Section:
        """Give the questions; after a failed attempt with the rows that were typed then."""
        plain = self.page.section
        shown = self.rows if typed is None else condition_rows.given(typed)
        if self.rows is None or shown is None:
            return plain
        return replace(
            plain, fields=(*plain.fields, *condition_rows.fields(shown, self.asked or ()))
        )

    def raw(self) -> Raw:
        found = exchange.shown(self.page.entries, self.node)
        return found | (condition_rows.shown(self.rows) if self.rows else {})

    def put(self, typed: Mapping[str, Any]) -> None:
        """Write what was typed into the document."""
        exchange.put(self.page.entries, self.node, typed, self.order)
        if self.rows is None:
            return
        given = condition_rows.given(typed)
        if given == self.rows:
            return
        condition = condition_rows.build(given, self.asked or ())
        if condition is None:
            self.node.pop(WHEN, None)
        elif WHEN in self.node:
            self.node[WHEN] = condition
        else:
            self.node.insert(exchange.position(self.node, WHEN, self.order), WHEN, condition)

    def read(self, formdata: FormData) -> Raw:
        """Read what was posted; a row whose button was pressed to take it out comes back blank."""
        posted = {
            name: [
                value.translate(UNSTORABLE)
                for value in formdata.getlist(name)
                if isinstance(value, str)
            ]
            for name in formdata
        }
        fields = (*self.page.section.fields, *self._condition_fields(posted))
        typed = {field.key: field.kind.read(field.key, posted) for field in fields}
        for place in posted.get(rows.REMOVE, [])[:1]:
            _blank(typed, place)
        return typed

    def _condition_fields(self, posted: Mapping[str, list[str]]) -> tuple[Any, ...]:
        """Ask for as many rows as were sent, whatever the document has by now."""
        sent = sum(f"{condition_rows.ROW}{n}.field" in posted for n in range(MOST))
        blocks = tuple(
            condition_rows.Row(
                "".join(posted.get(f"{condition_rows.ROW}{n}.field", [])[:1]),
                "is",
                tuple(posted.get(f"{condition_rows.ROW}{n}.values", [])),
            )
            for n in range(sent)
        )
        return condition_rows.fields(Rows("all", blocks), self.asked or ()) if blocks else ()

    def lists(self) -> frozenset[str]:
        return frozenset(
            field.key for field in self.page.section.fields if isinstance(field.kind, Repeat)
        )


MOST = condition_rows.MOST_ROWS + 1


def _blank(typed: Raw, place: str) -> None:
    key, _, number = place.rpartition(".")
    listed = typed.get(key)
    if isinstance(listed, list) and number.isdecimal() and int(number) < len(listed):
        listed[int(number)] = {}
