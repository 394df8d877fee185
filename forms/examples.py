"""A full set of valid answers, made of the examples in the procedure file."""

from collections.abc import Mapping
from typing import Any

from forms.asked import kept_answers
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.numbers import Number, stored, value_of
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure

Json = Any


def answers(procedure: Procedure) -> dict[str, Json]:
    """Answer every question by its example, and drop what these answers do not lead to."""
    full = _examples(procedure.fields, None)
    return kept_answers(procedure, full, {})


def row(field: Field) -> dict[str, Json]:
    """Give the first row of a list as an example."""
    found = _example(field, field.example)
    return dict(found[0]) if isinstance(found, list) and found else {}


def _examples(fields: tuple[Field, ...], over: object) -> dict[str, Json]:
    """Collect examples; the example of a block, or of a row, may replace those of its parts."""
    given = over if isinstance(over, Mapping) else {}
    found = {
        field.key: _example(field, given.get(field.key, field.example))
        for field in fields
        if field.kind.answered
    }
    return {key: example for key, example in found.items() if example is not None}


def _example(field: Field, example: Json) -> Json:
    if isinstance(field.kind, Group):
        return _examples(field.kind.fields, example)
    if isinstance(field.kind, Repeat):
        rows = example if isinstance(example, list) and example else [{}] * field.kind.min_rows
        return [_examples(field.kind.fields, row) for row in rows]
    if isinstance(field.kind, Number):
        number = value_of(example)  # The file writes numbers as people type them.
        return example if number is None else stored(number)
    return example
