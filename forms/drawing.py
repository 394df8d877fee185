"""Fields as controls: the same questions as plain data for a page."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.conditions import ALWAYS, NEVER, Condition, Leaf, as_data, settle
from forms.control import Control
from forms.fields import Field
from forms.kinds.base import Drawing

Json = Any


def children(
    fields: tuple[Field, ...], raw: Mapping[str, Json], block: Drawing
) -> tuple[Control, ...]:
    """Draw the fields inside a block; their conditions speak of one another."""
    prefix = f"{block.name}."
    return tuple(
        field.kind.control(
            _inside(
                field,
                raw,
                replace(block, scope=raw),
                browser_condition(field.when, prefix=prefix) if field.when else "",
            )
        )
        for field in fields
    )


def row(fields: tuple[Field, ...], raw: Mapping[str, Json], block: Drawing) -> tuple[Control, ...]:
    """Draw a row; its conditions speak of the row first, then of the answers around it."""
    own = frozenset(field.key for field in fields)

    def known(leaf: Leaf) -> bool | None:
        return None if leaf.field.split(".")[0] in own else block.known(leaf)

    drawn = []
    inside = replace(block, scope={**block.scope, **dict.fromkeys(own), **raw})
    for field in fields:
        condition = settle(field.when, known) if field.when else None
        if condition == NEVER:
            continue
        when = browser_condition(condition, prefix=f"{block.name}.", own=own) if condition else ""
        drawn.append(field.kind.control(_inside(field, raw, inside, when)))
    return tuple(drawn)


def _inside(field: Field, raw: Mapping[str, Json], block: Drawing, when: str) -> Drawing:
    return replace(
        block,
        name=f"{block.name}.{field.key}",
        label=field.label,
        hint=field.hint,
        required=field.required,
        raw=raw.get(field.key),
        beside=raw,
        when=when,
    )


def browser_condition(
    condition: Condition, *, prefix: str = "", own: frozenset[str] | None = None
) -> str:
    """Write a condition for the browser: empty when the field is always shown."""
    if condition in (ALWAYS, NEVER):
        return ""
    data = as_data(condition, prefix=prefix, own=own)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
