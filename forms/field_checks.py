"""Faults that the fields of a procedure show together: keys, conditions, siblings, examples."""

from collections.abc import Iterator

from forms import answers, examples
from forms.conditions import Filled, In, Leaf, Value, leaves
from forms.faults import Finding, Place
from forms.fields import Field
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.group import Group
from forms.procedure import Procedure, walk

MOST_FIELDS = 500
# Settings of kinds that name a sibling field.
SIBLING_SETTINGS = ("document", "province", "not_before")


def findings(procedure: Procedure) -> Iterator[Finding]:
    found = [*_duplicates(procedure), *_conditions(procedure), *_siblings(procedure)]
    yield from found
    # Examples can be tried only on a form that hangs together.
    if not found:
        yield from _examples(procedure)


def place_of(procedure: Procedure, path: str) -> Place:
    """Find where in the file the field of a dotted path stands."""
    key = path.partition(".")[0]
    for number, section in enumerate(procedure.sections):
        for index, field in enumerate(section.fields):
            if field.key == key:
                return ("sections", number, "fields", index)
    return ("sections",)


def _duplicates(procedure: Procedure) -> Iterator[Finding]:
    sections: set[str] = set()
    keys: set[str] = set()
    for number, section in enumerate(procedure.sections):
        if section.key in sections:
            mend = "give each section its own key"
            yield ("sections", number, "key"), f"two sections are called “{section.key}”", mend
        sections.add(section.key)
        for index, field in enumerate(section.fields):
            place: Place = ("sections", number, "fields", index)
            yield from _repeated(field, keys, place)
            keys.add(field.key)
    if len(list(walk(procedure.fields))) > MOST_FIELDS:
        yield ("sections",), f"more than {MOST_FIELDS} fields", "ask less"


def _repeated(field: Field, keys: set[str], place: Place) -> Iterator[Finding]:
    if field.key in keys:
        yield place, f"two fields are called “{field.key}”", "give each field its own key"
    if isinstance(field.kind, Group):
        inner = [child.key for child in field.kind.fields]
        for key in sorted({key for key in inner if inner.count(key) > 1}):
            yield place, f"two fields in “{field.key}” are called “{key}”", "rename one of them"


def _conditions(procedure: Procedure) -> Iterator[Finding]:
    above: dict[str, Field] = {}
    for number, section in enumerate(procedure.sections):
        for leaf in leaves(section.when) if section.when else ():
            yield from _leaf(leaf, above, ("sections", number, "when"))
        for index, field in enumerate(section.fields):
            place: Place = ("sections", number, "fields", index)
            for leaf in leaves(field.when) if field.when else ():
                yield from _leaf(leaf, above, (*place, "when"))
            above |= dict(walk((field,)))
            yield from _inner_conditions(field, place)


def _inner_conditions(field: Field, place: Place) -> Iterator[Finding]:
    """Inside a block, conditions speak of the fields of that block."""
    above: dict[str, Field] = {}
    for child in field.kind.fields if isinstance(field.kind, Group) else ():
        for leaf in leaves(child.when) if child.when else ():
            yield from _leaf(leaf, above, place)
        above |= dict(walk((child,)))
        yield from _inner_conditions(child, place)


def _leaf(leaf: Leaf, above: dict[str, Field], place: Place) -> Iterator[Finding]:
    field = above.get(leaf.field)
    if field is None:
        mend = "name a field that is asked above this one"
        yield place, f"no field above is called “{leaf.field}”", mend
        return
    if isinstance(leaf, Filled):
        return
    values = leaf.values if isinstance(leaf, In) else (leaf.value,)
    possible = _possible(field)
    for value in values:
        if value not in possible:
            offered = ", ".join(str(item) for item in possible) or "“filled: true”"
            yield place, f"“{leaf.field}” is never “{value}”", f"use {offered}"


def _possible(field: Field) -> tuple[Value, ...]:
    if isinstance(field.kind, YesNo):
        return (True, False)
    if isinstance(field.kind, Choice | Choices):
        return tuple(field.kind.by_value)
    return ()


def _siblings(procedure: Procedure) -> Iterator[Finding]:
    everything = dict(walk(procedure.fields))
    for path, field in everything.items():
        block = path.rpartition(".")[0]
        for setting in SIBLING_SETTINGS:
            name = getattr(field.kind, setting, "")
            if name and (f"{block}.{name}" if block else name) not in everything:
                mend = "name a field of the same block"
                yield place_of(procedure, path), f"no field beside is called “{name}”", mend


def _examples(procedure: Procedure) -> Iterator[Finding]:
    for path, field in walk(procedure.fields):
        needs_one = field.kind.answered and not isinstance(field.kind, Group)
        if needs_one and field.example is None and not _example_from_block(procedure, path):
            mend = "add “example: …”"
            yield place_of(procedure, path), f"“{path}” has no example", mend
    found = examples.answers(procedure)
    errors = answers.check(procedure, found, today=procedure.effective_from).errors
    for path, message in errors.items():
        mend = "correct the example"
        yield place_of(procedure, path), f"the example of “{path}” is refused ({message.vi})", mend


def _example_from_block(procedure: Procedure, path: str) -> bool:
    block, *rest = path.split(".")
    found = next(field for field in procedure.fields if field.key == block).example
    for key in rest:
        found = found.get(key) if isinstance(found, dict) else None
    return found is not None
