"""Workflow files: their shape, and the faults that only the whole can show."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import marshmallow as ma

from forms.document_names import DOCUMENTS
from forms.faults import BrokenProcedures, Fault, Finding, Place, describe
from forms.field_file import KEY, TRUE_OR_FALSE
from forms.file_words import Words
from forms.procedure_file import NOT_EMPTY, Shape
from forms.source import Source
from forms.workflow import Action, Input, InputKind, State, Workflow

PORTAL_STATUS = ma.validate.Range(
    1, 10, error="{input} is no portal status | use a number from 1 to 10"
)


class StateFile(Shape):
    makes = State
    name = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    portal_status = ma.fields.Integer(required=True, strict=True, validate=PORTAL_STATUS)
    words = Words(required=True)
    final = ma.fields.Boolean(**TRUE_OR_FALSE)  # type: ignore[arg-type]


class InputFile(Shape):
    makes = Input
    key = ma.fields.String(required=True, validate=KEY)
    kind = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(get_args(InputKind)),
    )
    label = Words(required=True)
    hint = Words()
    required = ma.fields.Boolean(**TRUE_OR_FALSE)  # type: ignore[arg-type]
    max_length = ma.fields.Integer(strict=True, validate=ma.validate.Range(1, 100_000))
    code_list = ma.fields.String(validate=KEY)


class ActionFile(Shape):
    makes = Action
    name = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    history = Words(required=True)
    role = ma.fields.String(required=True, validate=ma.validate.OneOf(["officer", "applicant"]))
    moves = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
    inputs = ma.fields.List(ma.fields.Nested(InputFile))
    documents = ma.fields.List(ma.fields.String())
    starts = ma.fields.List(ma.fields.String())
    citation = ma.fields.String()


class WorkflowFile(Shape):
    makes = Workflow
    name = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    initial = ma.fields.String(required=True)
    starts = ma.fields.List(ma.fields.String())
    states = ma.fields.List(ma.fields.Nested(StateFile), required=True, validate=NOT_EMPTY)
    actions = ma.fields.List(ma.fields.Nested(ActionFile), required=True, validate=NOT_EMPTY)


def read(path: Path) -> tuple[Workflow | None, tuple[Fault, ...]]:
    """Read one workflow file; None when it has faults."""
    source = Source(path)
    if source.faults:
        return None, tuple(source.faults)
    try:
        workflow: Workflow = WorkflowFile().load(source.content)
    except ma.ValidationError as error:
        for place, what, mend in describe(error.messages_dict):
            source.fault(place, what, mend)
        return None, tuple(source.faults)
    for place, what, mend in _faults(workflow):
        source.fault(place, what, mend)
    return (None if source.faults else workflow), tuple(source.faults)


def load(directory: Path) -> dict[str, Workflow]:
    found: dict[str, Workflow] = {}
    faults: list[Fault] = []
    for path in sorted(directory.glob("*.yaml")):
        workflow, wrong = read(path)
        faults.extend(wrong)
        if workflow:
            found[workflow.name] = workflow
    if faults:
        raise BrokenProcedures(tuple(sorted(faults)))
    return found


def _faults(workflow: Workflow) -> Iterator[Finding]:
    names = {state.name for state in workflow.states}
    known = ", ".join(sorted(names))
    if workflow.initial not in names:
        yield ("initial",), f"no state is called “{workflow.initial}”", f"use {known}"
    for number, action in enumerate(workflow.actions):
        place: Place = ("actions", number)
        for start, end in action.moves.items():
            for name in sorted({start, end} - names):
                yield (*place, "moves", start), f"no state is called “{name}”", f"use {known}"
        for name in sorted(set(action.documents) - DOCUMENTS):
            mend = f"use {', '.join(sorted(DOCUMENTS))}"
            yield (*place, "documents"), f"no document is called “{name}”", mend
    yield from _unreached(workflow)


def _unreached(workflow: Workflow) -> Iterator[Finding]:
    moves = [move for action in workflow.actions for move in action.moves.items()]
    reached = {workflow.initial}
    for _ in workflow.states:
        reached |= {end for start, end in moves if start in reached}
    for number, state in enumerate(workflow.states):
        place: Place = ("states", number)
        if state.name not in reached:
            yield place, f"no action leads to “{state.name}”", "add an action or remove the state"
        leaves = any(start == state.name for start, _ in moves)
        if state.final and leaves:
            yield place, f"“{state.name}” is final but can be left", "remove “final” or the action"
