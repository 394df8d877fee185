"""Conditions as data: when a section or a field is asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Any
Value = str | bool


@dataclass(frozen=True)
class Is:
    """The field was answered with this value, or has it among its choices."""

    field: str
    value: Value

    def holds(self, answers: Mapping[str, Json]) -> bool:
        answer = look_up(answers, self.field)
        if isinstance(answer, list):
            return self.value in answer
        return type(answer) is type(self.value) and answer == self.value


@dataclass(frozen=True)
class In:
    """The field was answered with one of these values."""

    field: str
    values: tuple[Value, ...]

    def holds(self, answers: Mapping[str, Json]) -> bool:
        return any(Is(self.field, value).holds(answers) for value in self.values)


@dataclass(frozen=True)
class Filled:
    """The field has an answer of any value (or, with ``wanted`` false, none)."""

    field: str
    wanted: bool = True

    def holds(self, answers: Mapping[str, Json]) -> bool:
        return (not is_blank(look_up(answers, self.field))) is self.wanted


@dataclass(frozen=True)
class Not:
    condition: "Condition"

    def holds(self, answers: Mapping[str, Json]) -> bool:
        return not self.condition.holds(answers)


@dataclass(frozen=True)
class AllOf:
    conditions: tuple["Condition", ...]

    def holds(self, answers: Mapping[str, Json]) -> bool:
        return all(condition.holds(answers) for condition in self.conditions)


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple["Condition", ...]

    def holds(self, answers: Mapping[str, Json]) -> bool:
        return any(condition.holds(answers) for condition in self.conditions)


Leaf = Is | In | Filled
Condition = Leaf | Not | AllOf | AnyOf

ALWAYS = AllOf(())
NEVER = AnyOf(())
_OPPOSITE: Mapping[Condition, Condition] = {ALWAYS: NEVER, NEVER: ALWAYS}


def is_blank(value: object) -> bool:
    """Tell whether nothing was answered; ``False`` is an answer."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, list | dict) and not value)


def look_up(answers: Mapping[str, Json], path: str) -> object:
    """Find the answer at a dotted path; None when the way there is missing."""
    found: object = answers
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def leaves(condition: Condition) -> Iterator[Leaf]:
    if isinstance(condition, Is | In | Filled):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.condition)
    else:
        for part in condition.conditions:
            yield from leaves(part)


def settle(condition: Condition, known: Callable[[Leaf], bool | None]) -> Condition:
    """Replace each leaf whose truth is known, so that the rest can be decided elsewhere."""
    if isinstance(condition, Not):
        inner = settle(condition.condition, known)
        return _OPPOSITE.get(inner) or Not(inner)
    if isinstance(condition, AllOf):
        parts = tuple(settle(part, known) for part in condition.conditions)
        return NEVER if NEVER in parts else _joined(AllOf, parts, ALWAYS)
    if isinstance(condition, AnyOf):
        parts = tuple(settle(part, known) for part in condition.conditions)
        return ALWAYS if ALWAYS in parts else _joined(AnyOf, parts, NEVER)
    truth = known(condition)
    if truth is None:
        return condition
    return ALWAYS if truth else NEVER


def _joined(
    kind: type[AllOf | AnyOf], parts: tuple[Condition, ...], neutral: Condition
) -> Condition:
    open_parts = tuple(part for part in parts if part != neutral)
    if not open_parts:
        return neutral
    return open_parts[0] if len(open_parts) == 1 else kind(open_parts)


def as_data(
    condition: Condition, *, prefix: str = "", own: frozenset[str] | None = None
) -> dict[str, Json]:
    """Write the condition as the browser reads it: HTML names, and yes or no as words.

    The prefix stands before all names, or only before those of the ``own`` fields.
    """
    if isinstance(condition, Not):
        return {"not": as_data(condition.condition, prefix=prefix, own=own)}
    if isinstance(condition, AllOf | AnyOf):
        word = "all" if isinstance(condition, AllOf) else "any"
        return {word: [as_data(part, prefix=prefix, own=own) for part in condition.conditions]}
    is_own = own is None or condition.field.split(".")[0] in own
    name = prefix + condition.field if is_own else condition.field
    if isinstance(condition, Filled):
        return {"field": name, "filled": condition.wanted}
    if isinstance(condition, In):
        return {"field": name, "in": [_posted(value) for value in condition.values]}
    return {"field": name, "is": _posted(condition.value)}


def _posted(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
