"""Which answers a condition at some place of a document may look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.kinds.choices import NO, YES
from forms.parts import part, part_names
from forms.text import Text

DEEPEST = 4
UNANSWERED = frozenset({"static", "computed"})
YES_OR_NO = (("true", YES), ("false", NO))

Fields = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Askable:
    """A question by its path; values: what can be chosen there, empty where one writes."""

    path: str
    label: Text
    kind: str
    values: tuple[tuple[str, Text], ...] = ()


def above(sections: Sequence[Any], section: int, field: Sequence[int] = ()) -> tuple[Askable, ...]:
    """List what is asked above a section, or above the field at these numbers in it.

    Inside a block a condition sees the block alone; inside a row also what is asked above it.
    """
    found = [
        asked for earlier in sections[:section] for asked in _through(fields_of(earlier), "", 0)
    ]
    here = fields_of(sections[section]) if section < len(sections) else []
    for depth, number in enumerate(field):
        found.extend(_through(here[:number], "", 0))
        if depth < len(field) - 1 and number < len(here):
            block = here[number]
            if block.get("kind") != "repeat":
                found = []
            here = fields_of(block)
    return tuple(found)


def everything(sections: Sequence[Any]) -> tuple[Askable, ...]:
    return above([*sections, {}], len(sections))


def fields_of(block: object) -> list[Mapping[str, Any]]:
    """Give the fields written in a section or block, whatever else may be wrong with it."""
    found = block.get("fields") if isinstance(block, Mapping) else None
    return (
        [field if isinstance(field, Mapping) else {} for field in found or ()]
        if isinstance(found, list)
        else []
    )


def words(value: object) -> Text:
    """Read a text that may not be finished yet."""
    if not isinstance(value, Mapping):
        return Text(str(value or ""))
    return Text(str(value.get("vi") or ""), str(value.get("en") or ""))


def _through(fields: Fields, prefix: str, depth: int) -> Iterator[Askable]:
    for field in fields:
        kind, key = field.get("kind"), field.get("key")
        if not isinstance(key, str) or not isinstance(kind, str) or kind in UNANSWERED:
            continue
        yield Askable(prefix + key, words(field.get("label")), kind, _values(field))
        if depth < DEEPEST:
            yield from _through(_inner(field), f"{prefix}{key}.", depth + 1)


def _inner(field: Mapping[str, Any]) -> Fields:
    kind = field["kind"]
    if kind == "group":
        return fields_of(field)
    if kind not in part_names():
        return ()
    block = part(kind)
    without, extras = _names(field.get("without")), _names(field.get("with"))
    dropped = without | (block.extras - extras)
    return [child for child in block.fields if child["key"] not in dropped]


def _names(value: object) -> set[str]:
    return {name for name in value if isinstance(name, str)} if isinstance(value, list) else set()


def _values(field: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    if field["kind"] == "yes_no":
        return YES_OR_NO
    if field["kind"] not in {"choice", "choices"} or not isinstance(field.get("options"), list):
        return ()
    options = (option for option in field["options"] if isinstance(option, Mapping))
    return tuple((str(option.get("value")), words(option.get("label"))) for option in options)
