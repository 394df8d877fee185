"""The conditions of an imported form: written once every question has its place."""

from collections.abc import Mapping
from typing import Any, Protocol

from forms import field_data
from forms.conditions import Value
from forms.importing.outline import Node
from forms.importing.questions import Desk, option
from forms.importing.relevance import CannotSay, condition
from forms.importing.sums import calculation

Data = dict[str, Any]
BOOLEANS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class Placed(Protocol):
    """What is known about a question that has been written."""

    @property
    def node(self) -> Node: ...
    @property
    def data(self) -> Data: ...
    @property
    def path(self) -> str: ...
    @property
    def block(self) -> str: ...
    @property
    def row(self) -> str: ...


def settle_conditions(places: Mapping[str, Placed], desk: Desk) -> None:
    """Write each “relevant” as a condition, or note why it cannot be written."""
    for place in places.values():
        if not place.data.get("key"):
            continue
        if relevant := place.node.row.get("relevant", "").strip():
            try:
                found = condition(relevant, _meaning(place, places))
            except CannotSay as reason:
                desk.note(place.node, f"its condition is not taken over: {reason}", relevant[:120])
                continue
            _insert(place.data, "when", field_data.condition(found))
        if place.node.type == "calculate" and "value" not in place.data:
            calculation(place, places, desk)


def _meaning(asker: Placed, places: Mapping[str, Placed]) -> Any:
    def meaning(name: str, value: str) -> tuple[str, Value] | None:
        target = places.get(name)
        path = seen_from(asker, target) if target and target.path else None
        if target is None or path is None:
            return None
        return path, _value(target.data, value)

    return meaning


def seen_from(asker: Placed, target: Placed) -> str | None:
    """Name a question as conditions there do: in the same block or row, else by its whole path."""
    if asker.block:
        inside = target.path.startswith(asker.block)
        return target.path.removeprefix(asker.block) if inside else None
    if asker.row and target.path.startswith(asker.row):
        return target.path.removeprefix(asker.row)
    return target.path if not target.row else None


def _value(data: Data, value: str) -> Value:
    if data["kind"] == "yes_no":
        return BOOLEANS.get(value.lower(), value)
    if data["kind"] == "declaration" and value.upper() == "OK":
        return True
    return option(value) if data["kind"] in {"choice", "choices"} else value


def _insert(data: Data, key: str, value: Any) -> None:
    """Keep the order of a file that people read: what is asked stands before its settings."""
    inside = data.pop("fields", None)
    data[key] = value
    if inside is not None:
        data["fields"] = inside
