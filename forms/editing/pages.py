"""The pages of the editor, as questions of the form language about a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from forms.field_file import FieldFile
from forms.fields import Field
from forms.kinds.choices import Choice, Offered
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.kinds.text import LongText, ShortText
from forms.procedure import Section
from forms.source import Source
from forms.text import NO_TEXT, Text

HERE = Path(__file__).parent
OWN_KEYS = frozenset({"default", "empty", "integer", "long", "fields", "kind"})
LONGEST = 5000

# Choices whose options are not of the form language, or change with the document.
Lists = Mapping[str, Sequence[tuple[str, Text]]]

VIETNAMESE = Text("Tiếng Việt", "Vietnamese")
ENGLISH = Text("Tiếng Anh", "English")
MARKS = (
    ("S", Text("Đã thấy trong văn bản (S)", "Found in a source (S)")),
    ("K", Text("Hiểu biết chung (K)", "General knowledge (K)")),
    ("?", Text("Chưa rõ (?)", "Not settled (?)")),
)


@dataclass(frozen=True)
class Entry:
    """One question of a page, and how its answer stands in the document.

    default: what a missing key means
    empty: what stands in the document when nothing is given: no key, ``null`` or an empty list
    """

    field: Field
    default: Any = None
    empty: str = ""
    is_integer: bool = False
    is_expression: bool = False
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Page:
    key: str
    title: Text
    entries: tuple[Entry, ...]
    hint: Text = NO_TEXT

    @property
    def section(self) -> Section:
        """Give the page as a section, so that it is drawn and read like any other."""
        fields = tuple(entry.field for entry in self.entries)
        return Section(key=self.key, title=self.title, hint=self.hint, fields=fields)


@dataclass(frozen=True)
class Builder:
    """Makes entries of what the files say."""

    lists: Lists = field(default_factory=dict)

    def entry(self, written: Mapping[str, Any]) -> Entry:
        children = self._children(written)
        return Entry(
            self._field(written, children),
            written.get("default"),
            "null" if "empty" in written and written["empty"] is None else written.get("empty", ""),
            bool(written.get("integer")),
            written["kind"] == "value",
            children,
        )

    def _children(self, written: Mapping[str, Any]) -> tuple[Entry, ...]:
        if written["kind"] == "words":
            return _in_both_languages(int(written.get("long", 1)))
        return tuple(self.entry(child) for child in written.get("fields", ()))

    def _field(self, written: Mapping[str, Any], children: tuple[Entry, ...]) -> Field:
        kind = written["kind"]
        fields = tuple(child.field for child in children)
        about = {key: value for key, value in written.items() if key not in OWN_KEYS}
        if kind == "repeat":
            return _rows(about, fields)
        if fields:
            return _plain(about, Group(fields=fields))
        if kind == "mark":
            return _plain(about, choice(MARKS))
        if kind in self.lists:
            return _plain(about, choice(self.lists[kind]))
        return FieldFile().load({**about, "kind": kind}, {})


def page(key: str, lists: Lists) -> Page:
    """Build a page of the editor with the choices that the document leaves."""
    written = _pages()[key]
    builder = Builder(lists)
    return Page(
        key,
        Text(**written["title"]),
        tuple(builder.entry(entry) for entry in written["fields"]),
        Text(**written["hint"]) if "hint" in written else NO_TEXT,
    )


def settings(kind: str, lists: Lists) -> tuple[Entry, ...]:
    """List what can be set for a kind of answer."""
    builder = Builder(lists)
    return tuple(builder.entry(entry) for entry in _kinds().get(kind, ()))


def choice(options: Sequence[tuple[str, Text]]) -> Choice:
    return Choice(
        options=tuple(Offered(value, label) for value, label in options), drawn_as="select"
    )


def _plain(about: Mapping[str, Any], kind: Any) -> Field:
    return Field(
        key=about["key"],
        kind=kind,
        label=Text(**about["label"]),
        hint=Text(**about["hint"]) if "hint" in about else NO_TEXT,
        required=about.get("required", True),
        when=FieldFile().load({**_ANY, "when": about["when"]}, {}).when
        if "when" in about
        else None,
    )


_ANY = {"key": "any", "kind": "yes_no", "label": {"vi": "-", "en": "-"}}


def _rows(about: Mapping[str, Any], fields: tuple[Field, ...]) -> Field:
    kind = Repeat(
        fields=fields,
        row=Text(**about["row"]),
        add=Text(**about["add"]),
        max_rows=about["max_rows"],
    )
    return _plain({**about, "required": False}, kind)


def _in_both_languages(rows: int) -> tuple[Entry, ...]:
    kind = LongText(max_length=LONGEST, rows=rows) if rows > 1 else ShortText(max_length=LONGEST)
    return tuple(
        Entry(Field(key=key, kind=kind, label=label))
        for key, label in (("vi", VIETNAMESE), ("en", ENGLISH))
    )


@cache
def _pages() -> dict[str, dict[str, Any]]:
    source = Source(HERE / "pages.yaml")
    source.stop_if_faulty()
    return {written["key"]: written for written in source.content["pages"]}


@cache
def _kinds() -> dict[str, list[dict[str, Any]]]:
    source = Source(HERE / "kinds.yaml")
    source.stop_if_faulty()
    found: dict[str, list[dict[str, Any]]] = source.content["kinds"]
    return found
