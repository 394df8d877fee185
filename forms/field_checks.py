"""Faults that the fields of a procedure show together: keys, conditions, siblings, examples."""

from collections.abc import Iterator

from forms import answers, condition_checks, examples, kind_checks, list_checks
from forms.faults import Finding, Place
from forms.field_places import blocks, place_of
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure, walk

MOST_FIELDS = 500
# Settings of kinds that name a sibling field.
SIBLING_SETTINGS = ("document", "province", "not_before")


def findings(procedure: Procedure) -> Iterator[Finding]:
    found = [
        *_duplicates(procedure),
        *_repeated(procedure),
        *condition_checks.findings(procedure),
        *kind_checks.findings(procedure),
        *list_checks.findings(procedure),
        *_siblings(procedure),
    ]
    yield from found
    # Examples can be tried only on a form that hangs together.
    if not found:
        yield from _examples(procedure)


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
            if field.key in keys:
                what = f"two fields are called “{field.key}”"
                yield place, what, "give each field its own key"
            keys.add(field.key)
    if len(list(walk(procedure.fields))) > MOST_FIELDS:
        yield ("sections",), f"more than {MOST_FIELDS} fields", "ask less"


def _repeated(procedure: Procedure) -> Iterator[Finding]:
    for path, field in blocks(procedure.fields):
        inner = [child.key for child in field.kind.fields]  # type: ignore[attr-defined]
        for key in sorted({key for key in inner if inner.count(key) > 1}):
            what = f"two fields in “{field.key}” are called “{key}”"
            yield place_of(procedure, path), what, "rename one of them"


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
        needs_one = field.kind.answered and not isinstance(field.kind, Group | Repeat)
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
        found = found[0] if isinstance(found, list) and found else found
        found = found.get(key) if isinstance(found, dict) else None
    return found is not None
