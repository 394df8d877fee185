"""Between a document and a page of the editor: what the page shows, and what it changes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from forms.editing import values
from forms.editing.pages import Entry
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.dates import PartialDate, WholeDate
from forms.kinds.group import Group
from forms.kinds.numbers import Number
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration
from forms.kinds.text import LongText

Json = Any
Node = CommentedMap
IN_BOTH_LANGUAGES = ("vi", "en")
EMPTY: Mapping[str, Any] = {"null": lambda: None, "list": CommentedSeq}


def shown(entries: Sequence[Entry], node: object) -> dict[str, Json]:
    """Give the raw answers that a page shows for a part of the document."""
    found = node if isinstance(node, Mapping) else {}
    return {entry.field.key: _shown(entry, found.get(entry.field.key)) for entry in entries}


def _shown(entry: Entry, value: object) -> Json:
    kind = entry.field.kind
    value = entry.default if value is None else value
    if entry.is_expression:
        return values.shown(value)
    if isinstance(kind, Group):
        return shown(entry.children, value)
    if isinstance(kind, Repeat):
        rows = value if isinstance(value, list) else []
        return [shown(entry.children, row) for row in rows]
    if isinstance(kind, Choices):
        return [_text(item) for item in value] if isinstance(value, list) else []
    if isinstance(kind, Declaration):
        return value is True
    return value if isinstance(value, bool) and isinstance(kind, YesNo) else _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def put(
    entries: Sequence[Entry], node: Node, typed: Mapping[str, Json], order: Sequence[str] = ()
) -> None:
    """Write what was typed into a part of the document.

    What stands there as the page showed it is not touched, and what the page does not show stays.
    """
    for entry in entries:
        key = entry.field.key
        if key not in typed:
            continue
        value = typed[key]
        if _same(entry, node.get(key), value):
            continue
        if entry.is_expression:
            _set(node, key, values.build(value), entry, order)
        elif isinstance(entry.field.kind, Group):
            _put_group(entry, node, value, order)
        elif isinstance(entry.field.kind, Repeat):
            _put_rows(entry, node, value, order)
        else:
            _set(node, key, _stored(entry, value), entry, order)


def _same(entry: Entry, there: object, typed: Json) -> bool:
    """Tell whether the page was sent back as it was drawn."""
    kind = entry.field.kind
    before = _shown(entry, there)
    if entry.is_expression:
        return bool(values.build(before) == values.build(typed))
    if isinstance(kind, Choice) and not typed:
        return before not in set(kind.by_value)  # A value that the page could not show.
    if isinstance(kind, Declaration) and there is None and entry.default is None:
        return False
    if isinstance(typed, str):
        return _lines(typed) == _lines(_text(before) if not isinstance(before, str) else before)
    if isinstance(kind, WholeDate | PartialDate | Number):
        return bool(before == _text(_stored(entry, typed)))
    return bool(before == typed)


def _put_group(entry: Entry, node: Node, typed: Json, order: Sequence[str]) -> None:
    key = entry.field.key
    given = typed if isinstance(typed, Mapping) else {}
    there = node.get(key)
    block = there if isinstance(there, CommentedMap) else new(entry)
    put(entry.children, block, given)
    _set(node, key, block or None, entry, order)


def _put_rows(entry: Entry, node: Node, typed: Json, order: Sequence[str]) -> None:
    key = entry.field.key
    there = node.get(key)
    rows = there if isinstance(there, CommentedSeq) else CommentedSeq()
    given = typed if isinstance(typed, list) else []
    for number, row in enumerate(given):
        if number >= len(rows):
            rows.append(CommentedMap())
        elif not isinstance(rows[number], CommentedMap):
            rows[number] = CommentedMap()
        put(entry.children, rows[number], row if isinstance(row, Mapping) else {})
    for number in range(len(given) - 1, -1, -1):
        if _is_blank_row(given[number]):
            del rows[number]
    _set(node, key, rows or None, entry, order)


def _is_blank_row(row: Json) -> bool:
    given = row if isinstance(row, Mapping) else {}
    return not any(_says(value) for value in given.values())


def _says(value: Json) -> bool:
    """Tell whether somebody wrote something; a box that is not ticked says nothing."""
    if isinstance(value, Mapping):
        return any(_says(inner) for inner in value.values())
    return bool(value) and value is not True


def new(entry: Entry) -> Node:
    """Begin a block; a text in two languages stands in one line."""
    block = CommentedMap()
    if tuple(child.field.key for child in entry.children) == IN_BOTH_LANGUAGES and not any(
        isinstance(child.field.kind, LongText) for child in entry.children
    ):
        block.fa.set_flow_style()
    return block


def _stored(entry: Entry, typed: Json) -> Json:
    kind = entry.field.kind
    if isinstance(typed, Mapping):  # A date of which not all could be read.
        return "-".join(str(typed.get(part, "")) for part in ("year", "month", "day")).strip("-")
    if isinstance(typed, list):
        return _flow(typed) if typed else None
    if isinstance(typed, str):
        text = _lines(typed)
        whole = isinstance(kind, Number) or entry.is_integer
        return int(text) if whole and _is_whole(text) else text or None
    return typed


def _flow(items: list[Json]) -> CommentedSeq:
    found = CommentedSeq(items)
    found.fa.set_flow_style()
    return found


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= len("999999999")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _set(node: Node, key: str, value: Json, entry: Entry, order: Sequence[str]) -> None:
    """Set a key, take it out, or add it where the form language has it."""
    if value is None and entry.empty:
        value = EMPTY[entry.empty]()
    elif value is None or (value == entry.default and key not in node):
        node.pop(key, None)
        return
    elif value == entry.default:
        del node[key]
        return
    if key in node:
        node[key] = value
    else:
        node.insert(position(node, key, order), key, value)


def position(node: Node, key: str, order: Sequence[str]) -> int:
    """Find where a new key stands: before the first that comes after it in the usual order."""
    later = set(order[order.index(key) + 1 :]) if key in order else set()
    return next((place for place, other in enumerate(node) if other in later), len(node))
