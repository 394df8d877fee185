"""Faults in what a field says about its kind: limits that clash, blocks that cannot work."""

from collections.abc import Iterator, Mapping

from forms import computed
from forms.computed import TODAY, Age, Concat, Count, DaysBetween, Expression, Sum
from forms.faults import Finding
from forms.field_places import place_of
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import Choice, Choices
from forms.kinds.computed import Computed
from forms.kinds.dates import WholeDate
from forms.kinds.numbers import Number
from forms.kinds.papers import Files
from forms.kinds.repeat import Repeat
from forms.kinds.text import ShortText
from forms.procedure import Procedure, walk

MOST_OPTIONS = 300
DEEPEST = 4
LIMITS = (
    ("min_length", "max_length"),
    ("min", "max"),
    ("min_rows", "max_rows"),
    ("earliest", "latest"),
)
# What each computed value can be made of.
MADE_OF: Mapping[type, tuple[type[Kind], ...]] = {
    Count: (Repeat, Choices, Files),
    Sum: (Number,),
    DaysBetween: (WholeDate,),
    Concat: (ShortText,),
    Age: (WholeDate,),
}


def findings(procedure: Procedure) -> Iterator[Finding]:
    everything = list(walk(procedure.fields))
    above: dict[str, Field] = {}
    for path, field in everything:
        place = place_of(procedure, path)
        for what, mend in (*_limits(field), *_options(field), *_blocks(field, path)):
            yield place, what, mend
        if isinstance(field.kind, Computed):
            for what, mend in _computed(field.kind.value, path, above):
                yield (*place, "value"), what, mend
        above[path] = field


def _limits(field: Field) -> Iterator[tuple[str, str]]:
    for low, high in LIMITS:
        least, most = getattr(field.kind, low, ""), getattr(field.kind, high, "")
        if TODAY in (least, most) or "" in (least, most):
            continue
        if least > most:
            yield f"“{low}” ({least}) is above “{high}” ({most})", "correct one of the two"


def _options(field: Field) -> Iterator[tuple[str, str]]:
    if not isinstance(field.kind, Choice | Choices):
        return
    values = [option.value for option in field.kind.options]
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield f"“{field.key}” offers “{value}” twice", "give each option its own value"
    if len(values) > MOST_OPTIONS:
        yield f"“{field.key}” offers more than {MOST_OPTIONS} options", "offer fewer"


def _blocks(field: Field, path: str) -> Iterator[tuple[str, str]]:
    if path.count(".") >= DEEPEST:
        yield f"“{path}” lies too deep", f"use at most {DEEPEST} levels of blocks"
    if "." not in path:
        return
    if isinstance(field.kind, Repeat):
        yield f"the list “{path}” stands inside a block", "put it directly into the section"
    if field.kind.uploaded:
        yield f"“{path}” asks for a file inside a block", "put it directly into the section"


def _computed(
    expression: Expression, path: str, above: Mapping[str, Field]
) -> Iterator[tuple[str, str]]:
    block = path.rpartition(".")[0]
    wanted = MADE_OF[type(expression)]
    for name in computed.paths(expression):
        field = above.get(f"{block}.{name}") if block else None
        field = field or above.get(name)
        if field is None:
            yield f"no field above is called “{name}”", "name a field that is asked above this one"
        elif not isinstance(field.kind, wanted):
            kinds = ", ".join(kind.name for kind in wanted)
            yield f"“{name}” is of the kind {field.kind.name}", f"name a field of the kind {kinds}"
        elif _is_in_rows(name, above) and not isinstance(expression, Sum):
            yield f"“{name}” has one answer for each row", "use it inside the row, or sum it up"


def _is_in_rows(name: str, above: Mapping[str, Field]) -> bool:
    head, dot, _ = name.partition(".")
    return bool(dot) and head in above and isinstance(above[head].kind, Repeat)
