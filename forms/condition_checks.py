"""Faults of conditions: names that lead nowhere, circles, and questions that nobody is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.conditions import Condition, Filled, In, Leaf, Value, leaves
from forms.faults import Finding, Place
from forms.field_places import place_of, reachable
from forms.fields import Field
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure
from forms.reachability import Universe, both, can_hold

NEVER_ASKED = "no answers lead here: the condition can never be true"


def findings(procedure: Procedure) -> Iterator[Finding]:
    scope = _Scope({}, dict(reachable(procedure.fields)), _waits(procedure))
    universe: dict[str, tuple[Field, Condition]] = {}
    for number, section in enumerate(procedure.sections):
        place: Place = ("sections", number, "when")
        yield from scope.check(section.when, place, "", universe)
        for field in section.fields:
            here = (*place_of(procedure, field.key), "when")
            asks = both(section.when, field.when)
            yield from scope.check(field.when, here, field.key, universe, section.when)
            yield from _inside(procedure, field, field.key, scope, universe)
            for path, found in reachable((field,)):
                scope.above[path] = found
                universe[path] = (found, asks)


def at_the_end(procedure: Procedure, condition: Condition, place: Place) -> Iterator[Finding]:
    """Check a condition that is looked at once everything has been answered."""
    everything = dict(reachable(procedure.fields))
    return _Scope(everything, everything, {}).names(condition, place, "")


@dataclass(frozen=True)
class _Scope:
    """What a condition at some place of the form may name."""

    above: dict[str, Field]
    everything: Mapping[str, Field]
    waits: Mapping[str, frozenset[str]]  # Which questions each question waits for.

    def check(
        self,
        condition: Condition | None,
        place: Place,
        asker: str,
        universe: Universe,
        around: Condition | None = None,
    ) -> Iterator[Finding]:
        if condition is None:
            return
        wrong = list(self.names(condition, place, asker))
        yield from wrong
        if not wrong and not can_hold(both(around, condition), universe):
            yield place, NEVER_ASKED, "correct the condition, or remove what it hides"

    def names(self, condition: Condition, place: Place, asker: str) -> Iterator[Finding]:
        for leaf in leaves(condition):
            yield from self._leaf(leaf, place, asker)

    def _leaf(self, leaf: Leaf, place: Place, asker: str) -> Iterator[Finding]:
        field = self.above.get(leaf.field)
        if field is None:
            yield (place, *self._not_above(leaf.field, asker))
        elif not isinstance(leaf, Filled):
            possible = _possible(field)
            for value in leaf.values if isinstance(leaf, In) else (leaf.value,):
                if value not in possible:
                    offered = ", ".join(str(item) for item in possible) or "“filled: true”"
                    yield place, f"“{leaf.field}” is never “{value}”", f"use {offered}"

    def _not_above(self, name: str, asker: str) -> tuple[str, str]:
        if name not in self.everything:
            return f"no field above is called “{name}”", "name a field that is asked above this one"
        if asker and self._leads(name.partition(".")[0], asker):
            what = f"“{asker}” and “{name}” wait for each other (a circle)"
            return what, "let one of the two conditions go"
        what = f"no field above is called “{name}”: it is asked further down"
        return what, "name a field that is asked above this one, or move that field up"

    def _leads(self, start: str, end: str) -> bool:
        seen: set[str] = set()
        open_ones = [start]
        while open_ones:
            name = open_ones.pop()
            if name == end:
                return True
            if name not in seen:
                seen.add(name)
                open_ones.extend(self.waits.get(name, ()))
        return False


def _inside(
    procedure: Procedure, field: Field, path: str, outer: _Scope, universe: Universe
) -> Iterator[Finding]:
    """Inside a block conditions name its own fields; inside a row also those around it."""
    if not isinstance(field.kind, Group | Repeat):
        return
    own = dict(reachable(field.kind.fields))
    scope, around = _Scope({}, own, {}), {}
    if isinstance(field.kind, Repeat):
        scope = _Scope(dict(outer.above), {**outer.everything, **own}, {})
        around = dict(universe)
    outside = frozenset(scope.above)
    for child in field.kind.fields:
        inner = f"{path}.{child.key}"
        place = (*place_of(procedure, inner), "when")
        yield from _clashes(child, own, outside, place)
        yield from scope.check(child.when, place, "", around)
        yield from _inside(procedure, child, inner, scope, around)
        for name, found in reachable((child,)):
            scope.above[name] = found
            around[name] = (found, both(child.when))


def _clashes(
    child: Field, own: Mapping[str, Field], outside: frozenset[str], place: Place
) -> Iterator[Finding]:
    for leaf in leaves(child.when) if child.when else ():
        if leaf.field in own and leaf.field in outside:
            yield place, f"“{leaf.field}” stands in the row and above it", "rename one of the two"


def _waits(procedure: Procedure) -> dict[str, frozenset[str]]:
    return {
        field.key: frozenset(
            leaf.field.split(".")[0]
            for condition in (section.when, field.when)
            if condition
            for leaf in leaves(condition)
        )
        for section in procedure.sections
        for field in section.fields
    }


def _possible(field: Field) -> tuple[Value, ...]:
    if isinstance(field.kind, YesNo):
        return (True, False)
    if isinstance(field.kind, Choice | Choices):
        return tuple(field.kind.by_value)
    return ()
