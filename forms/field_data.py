"""Questions as the plain data that a procedure file would hold: the way back from `Field`."""

from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from forms.computed import Age, Concat, Count, DaysBetween, Expression, Sum
from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Not
from forms.field_file import read_fields
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import Offered
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.parts import part
from forms.procedure import Section
from forms.rows_by import RowsBy, Step
from forms.shapes import Shape
from forms.text import Text

Data = dict[str, Any]


def section(of: Section) -> Data:
    about: Data = {"key": of.key, "title": words(of.title)}
    if of.hint.vi:
        about["hint"] = words(of.hint)
    if of.when:
        about["when"] = condition(of.when)
    if of.on != "step":
        about["on"] = of.on
    return about | {"fields": [field(one) for one in of.fields]}


def field(of: Field) -> Data:
    about: Data = {"key": of.key, "kind": kind_name(of.kind), "label": words(of.label)}
    if of.hint.vi:
        about["hint"] = words(of.hint)
    if not of.required:
        about["required"] = False
    if of.when:
        about["when"] = condition(of.when)
    return about | aside(of) | _inside(of.kind)


def aside(of: Field) -> Data:
    """Give what other form languages have no word for: the kind's settings, marks, the example."""
    about = settings(of.kind)
    for mark in ("printed", "sensitive", "identity"):
        if value := getattr(of, mark):
            about[mark] = value
    return about | ({} if of.example is None else {"example": of.example})


def kind_name(kind: Kind) -> str:
    return kind.part if isinstance(kind, Group) and kind.part else kind.name


def settings(kind: Kind) -> Data:
    """Give what the file says beyond the usual of this kind."""
    if isinstance(kind, Group) and kind.part:
        return _changed_part(kind)
    declared = getattr(kind, "__dataclass_fields__", {})
    usual = {name: one.default for name, one in declared.items()}
    found = {name: getattr(kind, name) for name in kind.settings}
    return {
        name: plain(value)
        for name, value in found.items()
        if usual.get(name, MISSING) is MISSING or value != usual[name]
    }


def _changed_part(kind: Group) -> Data:
    named = part(kind.part)
    here = {one.key for one in kind.fields}
    without = [f.key for f in read_fields(named) if f.key not in here and f.key not in named.extras]
    extra = sorted(here & named.extras)
    return ({"without": without} if without else {}) | ({"with": extra} if extra else {})


def _inside(kind: Kind) -> Data:
    if isinstance(kind, Repeat) or (isinstance(kind, Group) and not kind.part):
        return {"fields": [field(child) for child in kind.fields]}
    return {}


def words(text: Text) -> Data:
    return {"vi": text.vi, "en": text.in_language("en")}


def plain(value: Any) -> Any:
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, Offered):
        hint = {"hint": words(value.hint)} if value.hint.vi else {}
        return {"value": value.value, "label": words(value.label), **hint}
    if isinstance(value, Shape):
        return {"matches": value.matches, "message": words(value.message)}
    if isinstance(value, RowsBy):
        return {"of": value.of, "plus": value.plus, "steps": [_step(one) for one in value.steps]}
    if isinstance(value, Count | Sum | Concat | Age | DaysBetween):
        return expression(value)
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def _step(of: Step) -> Data:
    return {"from": of.start, "min": of.least, "max": of.most, "message": words(of.message)}


def expression(of: Expression) -> Data:
    if isinstance(of, Sum):
        return {"sum": of.fields[0] if len(of.fields) == 1 else list(of.fields)}
    if isinstance(of, Concat):
        return {"concat": list(of.fields)}
    if isinstance(of, DaysBetween):
        return {"days_between": [of.start, of.end]}
    return {"count" if isinstance(of, Count) else "age": of.field}


def condition(of: Condition) -> Mapping[str, Any]:
    if isinstance(of, Not):
        return {"not": condition(of.condition)}
    if isinstance(of, AllOf | AnyOf):
        word = "all" if isinstance(of, AllOf) else "any"
        return {word: [condition(one) for one in of.conditions]}
    if isinstance(of, Filled):
        return {"field": of.field, "filled": of.wanted}
    if isinstance(of, In):
        return {"field": of.field, "in": list(of.values)}
    return {"field": of.field, "is": of.value}
