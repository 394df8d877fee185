"""Where in the file the fields of a procedure stand."""

from collections.abc import Iterator

from forms.faults import Place
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure


def place_of(procedure: Procedure, path: str) -> Place:
    """Find the field of a dotted path; the parts of a shared block stand where it is used."""
    key, *rest = path.split(".")
    for number, section in enumerate(procedure.sections):
        for index, field in enumerate(section.fields):
            if field.key == key:
                return _inside(field, rest, ("sections", number, "fields", index))
    return ("sections",)


def _inside(field: Field, rest: list[str], place: Place) -> Place:
    kind = field.kind
    if not rest or not isinstance(kind, Group | Repeat) or (isinstance(kind, Group) and kind.part):
        return place
    for index, child in enumerate(kind.fields):
        if child.key == rest[0]:
            return _inside(child, rest[1:], (*place, "fields", index))
    return place


def reachable(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Go through the fields that have one answer: through blocks, not through rows."""
    for field in fields:
        path = prefix + field.key
        yield path, field
        if isinstance(field.kind, Group):
            yield from reachable(field.kind.fields, f"{path}.")


def blocks(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Go through blocks and lists of rows, with their paths."""
    for field in fields:
        if isinstance(field.kind, Group | Repeat):
            yield prefix + field.key, field
            yield from blocks(field.kind.fields, f"{prefix}{field.key}.")
