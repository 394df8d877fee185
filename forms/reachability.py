"""Whether any answers at all lead to a question."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from math import prod
from typing import Any

from forms.conditions import AllOf, Condition, Filled, In, Leaf, leaves
from forms.fields import Field
from forms.kinds.choices import Choice, Choices, YesNo

Json = Any
Universe = Mapping[str, tuple[Field, Condition]]  # Fields by path, with what asks for them.

MOST_TRIES = 20_000
MOST_CHOSEN = 4


def can_hold(condition: Condition, universe: Universe) -> bool:
    """Try every answer that makes a difference; True also when there are too many to try."""
    involved = _involved(condition, universe)
    mentioned = list(chain.from_iterable(leaves(c) for c in (condition, *involved.values())))
    answers = {path: _answers(path, universe[path][0], mentioned) for path in involved}
    if prod(len(found) for found in answers.values()) > MOST_TRIES:
        return True
    for values in product(*answers.values()):
        given = dict(zip(answers, values, strict=True))
        tried = _nested(given)
        allowed = all(given[path] is None or involved[path].holds(tried) for path in given)
        if allowed and condition.holds(tried):
            return True
    return False


def _involved(condition: Condition, universe: Universe) -> dict[str, Condition]:
    """Collect the fields that a condition speaks of, and those that these hang on."""
    found: dict[str, Condition] = {}
    open_ones = [condition]
    while open_ones:
        for leaf in leaves(open_ones.pop()):
            if leaf.field in universe and leaf.field not in found:
                found[leaf.field] = universe[leaf.field][1]
                open_ones.append(found[leaf.field])
    return found


def _answers(path: str, field: Field, mentioned: list[Leaf]) -> list[Json]:
    values = {value for leaf in mentioned if leaf.field == path for value in _values(leaf)}
    if isinstance(field.kind, YesNo):
        return [None, True, False]
    if isinstance(field.kind, Choice):
        other = next((value for value in field.kind.by_value if value not in values), None)
        return [None, *[value for value in field.kind.by_value if value in values], other]
    if isinstance(field.kind, Choices):
        offered = [value for value in field.kind.by_value if value in values][:MOST_CHOSEN]
        several = chain.from_iterable(
            combinations(offered, size) for size in range(1, len(offered) + 1)
        )
        return [None, ["?"], *map(list, several)]
    return [None, "?"]


def _values(leaf: Leaf) -> Iterator[Json]:
    if isinstance(leaf, In):
        yield from leaf.values
    elif not isinstance(leaf, Filled):
        yield leaf.value


def _nested(given: Mapping[str, Json]) -> dict[str, Json]:
    answers: dict[str, Json] = {}
    for path, value in given.items():
        *blocks, key = path.split(".")
        inside = answers
        for block in blocks:
            inside = inside.setdefault(block, {})
            if not isinstance(inside, dict):
                break
        else:
            inside[key] = value
    return answers


def both(*conditions: Condition | None) -> Condition:
    return AllOf(tuple(condition for condition in conditions if condition))
