"""Conditions as the procedure file writes them."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Is, Not
from forms.own_field import OwnField

HOW_TO = (
    "write {field: …, is: …}, {field: …, in: […]}, {field: …, filled: true}, "
    "{not: …}, {all: […]} or {any: […]}"
)


class When(OwnField[Condition]):
    """A condition; see ``forms.conditions``."""

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Condition:
        found = parse(value)
        if found is None:
            raise ma.ValidationError(f"“when” is not a condition | {HOW_TO}")
        return found


def parse(value: object) -> Condition | None:
    if not isinstance(value, Mapping):
        return None
    keys = frozenset(value)
    if "field" in keys:
        return _leaf(value) if isinstance(value["field"], str) else None
    if keys == {"not"}:
        inner = parse(value["not"])
        return Not(inner) if inner else None
    for word, join in (("all", AllOf), ("any", AnyOf)):
        if keys == {word}:
            parts = _parts(value[word])
            return join(parts) if parts else None
    return None


def _leaf(value: Mapping[str, Any]) -> Condition | None:
    field = value["field"]
    keys = frozenset(value) - {"field"}
    if keys == {"is"} and isinstance(value["is"], str | bool):
        return Is(field, value["is"])
    if keys == {"filled"} and isinstance(value["filled"], bool):
        return Filled(field, value["filled"])
    if keys == {"in"} and isinstance(value["in"], list) and value["in"]:
        plain = all(isinstance(item, str | bool) for item in value["in"])
        return In(field, tuple(value["in"])) if plain else None
    return None


def _parts(values: object) -> tuple[Condition, ...]:
    found = [parse(value) for value in values] if isinstance(values, list) else []
    conditions = tuple(condition for condition in found if condition)
    return conditions if len(conditions) == len(found) else ()
