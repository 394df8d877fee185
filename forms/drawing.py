"""Fields as controls: the same questions as plain data for a page."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.conditions import ALWAYS, NEVER, Condition, as_data
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
            replace(
                block,
                name=prefix + field.key,
                label=field.label,
                hint=field.hint,
                required=field.required,
                raw=raw.get(field.key),
                beside=raw,
                when=browser_condition(field.when, prefix=prefix) if field.when else "",
            )
        )
        for field in fields
    )


def browser_condition(condition: Condition, *, prefix: str = "") -> str:
    """Write a condition for the browser: empty when the field is always shown."""
    if condition in (ALWAYS, NEVER):
        return ""
    return json.dumps(as_data(condition, prefix=prefix), ensure_ascii=False, separators=(",", ":"))
