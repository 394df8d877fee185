"""The rows of a list as a table: one column for each question, known by its heading or key."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.text import Text
from forms.vietnamese import search_key

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Column:
    """One question of a row; ``path`` leads to its answer through the blocks of the row."""

    path: tuple[str, ...]
    field: Field
    heading: Text
    block: Text

    @property
    def is_needed(self) -> bool:
        """Tell whether each row needs it, whatever else was answered."""
        return self.field.required and self.field.when is None


ByName = Mapping[str, Column]


def plain(heading: str) -> str:
    """Write a heading as it is compared: words without accents, case and punctuation."""
    return " ".join(WORD.findall(search_key(heading)))


def of(repeat: Repeat) -> tuple[Column, ...]:
    """List the columns; questions that are called alike are named after their block."""
    leaves = list(_leaves(repeat.fields))
    said = Counter(plain(field.label.vi) for _, field, _ in leaves)
    return tuple(
        Column(path, field, _heading(field, blocks, said[plain(field.label.vi)]), _joined(blocks))
        for path, field, blocks in leaves
    )


def by_name(columns: tuple[Column, ...]) -> ByName:
    """Map each heading that is understood to its column; a name that two share leads nowhere."""
    first = {plain(column.heading.vi): column for column in columns}
    others = [(name, column) for column in columns for name in _names(column)]
    claimed = Counter(name for name, _ in set(others))
    return {name: column for name, column in others if claimed[name] == 1} | first


def _leaves(
    fields: tuple[Field, ...], path: tuple[str, ...] = (), blocks: tuple[Field, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Field, tuple[Field, ...]]]:
    for field in fields:
        here = (*path, field.key)
        if isinstance(field.kind, Group):
            yield from _leaves(field.kind.fields, here, (*blocks, field))
        elif field.kind.answered:
            yield here, field, blocks


def _names(column: Column) -> frozenset[str]:
    labels = (column.field.label.vi, column.field.label.in_language("en"), column.field.printed)
    inside = _in_block(column.block, column.field.label)
    whole = (column.heading.in_language("en"), inside.vi, inside.in_language("en"))
    keys = (".".join(column.path), column.path[-1])
    return frozenset(plain(name) for name in (*labels, *whole, *keys) if plain(name))


def _heading(field: Field, blocks: tuple[Field, ...], claims: int) -> Text:
    return field.label if claims == 1 else _in_block(_joined(blocks), field.label)


def _joined(blocks: tuple[Field, ...]) -> Text:
    return Text(
        ", ".join(block.label.vi for block in blocks),
        ", ".join(block.label.in_language("en") for block in blocks),
    )


def _in_block(block: Text, label: Text) -> Text:
    if not block.vi:
        return label
    return Text(f"{block.vi}: {label.vi}", f"{block.in_language('en')}: {label.in_language('en')}")
