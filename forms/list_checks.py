"""Faults in what a list of rows says about uploading it, and about how many rows it needs."""

from collections import Counter
from collections.abc import Iterator, Mapping

from forms import columns
from forms.faults import Finding
from forms.field_places import place_of
from forms.fields import Field
from forms.kinds.numbers import Number
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration
from forms.kinds.text import ShortText
from forms.procedure import Procedure, walk
from forms.rows_by import RowsBy

Fault = tuple[str, str]  # What is wrong, how to mend it.


def findings(procedure: Procedure) -> Iterator[Finding]:
    above: dict[str, Field] = {}
    for path, field in walk(procedure.fields):
        for what, mend in _faults(field, above):
            yield place_of(procedure, path), what, mend
        above[path] = field


def _faults(field: Field, above: Mapping[str, Field]) -> Iterator[Fault]:
    if isinstance(field.kind, Repeat):
        yield from _uploaded(field.kind) if field.kind.upload else ()
        yield from _counted(field.kind, field.kind.rows_by, above) if field.kind.rows_by else ()
    if isinstance(field.kind, ShortText):
        for name in field.kind.among:
            if name not in above or not isinstance(above[name].kind, ShortText):
                yield f"no text above is called “{name}”", "name a text that is asked above"


def _uploaded(repeat: Repeat) -> Iterator[Fault]:
    """Find what a table cannot hold: two columns of one name, a declaration made by a file."""
    found = columns.of(repeat)
    claimed = Counter(columns.plain(column.heading.vi) for column in found)
    for heading in sorted(heading for heading, claims in claimed.items() if claims > 1):
        yield f"two columns would be called “{heading}”", "give each question its own label"
    for column in found:
        if isinstance(column.field.kind, Declaration):
            what = f"“{column.field.key}” cannot be declared in a file"
            yield what, "move it out of the list, or remove “upload”"


def _counted(repeat: Repeat, by: RowsBy, above: Mapping[str, Field]) -> Iterator[Fault]:
    if by.of not in above or not isinstance(above[by.of].kind, Repeat | Number):
        yield f"no list or number above is called “{by.of}”", "name one that is asked above"
    starts = [step.start for step in by.steps]
    if starts != sorted(set(starts)):
        yield "the steps of “rows_by” are out of order", "let “from” grow from step to step"
    for step in by.steps:
        if step.least > min(step.most, repeat.max_rows):
            yield f"from {step.start} people on no list would do", "correct “min” and “max”"
