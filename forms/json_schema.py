"""A procedure's answers as a JSON Schema, for programs that file by the API."""

from collections.abc import Mapping
from typing import Any

from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Not, Value, leaves
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure
from forms.text import Text

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What the schema leaves to the check on arrival, by the kind of question. The schema describes
# canonical answers: the check also takes numbers and dates as people type them.
BEYOND: Mapping[str, str] = {
    "agency": "that the agency exists",
    "area": "how many decimals",
    "commune": "that the commune lies in the province",
    "date": "that the day is in the calendar and within its limits",
    "email": "that the address can be one",
    "identity_number": "that the number fits the paper beside it",
    "long_text": "that the letters can be read; that more than spaces stands there",
    "money": "how many decimals",
    "number": "how many decimals",
    "partial_date": "that the day is in the calendar and within its limits",
    "phone": "that the number can be one",
    "repeat": "how many rows by how many people; conditions on answers outside the row",
    "tax_code": "that the check digit is right",
    "text": "that the letters can be read; that more than spaces stands there; names of persons, "
    "numbers of documents, and that a name stands elsewhere in the form",
}


def of(procedure: Procedure) -> Schema:
    """Describe the answers; what JSON Schema cannot say is checked when they arrive."""
    asked = [
        (field, _both(section.when, field.when))
        for section in procedure.sections
        for field in section.fields
    ]
    head = {"$schema": DIALECT, "$id": f"urn:procedure:{procedure.code}:{procedure.version}"}
    return head | _words(procedure.title, procedure.summary) | _object(asked)


def _object(asked: list[tuple[Field, Condition | None]]) -> Schema:
    answered = [(field, when) for field, when in asked if field.kind.answered]
    shape: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.key: _field(field) for field, _ in answered},
        "required": [field.key for field, when in answered if field.required and not when],
    }
    rules = [
        {"if": _condition(when), "then": {"required": [field.key]}}
        for field, when in answered
        if when and field.required
    ]
    return shape | ({"allOf": rules} if rules else {})


def _both(outer: Condition | None, inner: Condition | None) -> Condition | None:
    if outer and inner:
        return AllOf((outer, inner))
    return outer or inner


def _field(field: Field) -> Schema:
    if isinstance(field.kind, Group):
        shape = _object([(child, child.when) for child in field.kind.fields])
    elif isinstance(field.kind, Repeat):
        shape = field.kind.json_schema() | {"items": _row(field.kind)}
    else:
        shape = field.kind.json_schema()
        if shape.get("type") == "array":
            shape["minItems"] = int(field.required)
    return _words(field.label, field.hint) | shape


def _row(repeat: Repeat) -> Schema:
    """Describe one row; what hangs on answers outside it, JSON Schema cannot say."""
    own = {child.key for child in repeat.fields}
    inside = [
        child
        for child in repeat.fields
        if not child.when or all(leaf.field.split(".")[0] in own for leaf in leaves(child.when))
    ]
    shape = _object([(child, child.when) for child in inside])
    open_ended = {
        child.key: _field(child)
        for child in repeat.fields
        if child.kind.answered and child not in inside
    }
    return shape | {"properties": shape["properties"] | open_ended}


def _words(title: Text, description: Text) -> Schema:
    words = {"title": title.vi, "x-title-en": title.in_language("en")}
    return words | ({"description": description.vi} if description.vi else {})


def _condition(condition: Condition) -> Schema:
    if isinstance(condition, Not):
        return {"not": _condition(condition.condition)}
    if isinstance(condition, AllOf | AnyOf):
        word = "allOf" if isinstance(condition, AllOf) else "anyOf"
        return {word: [_condition(part) for part in condition.conditions]}
    if isinstance(condition, Filled):
        present = _at(condition.field, {})
        return present if condition.wanted else {"not": present}
    values = condition.values if isinstance(condition, In) else (condition.value,)
    return _at(condition.field, {"anyOf": [_is(value) for value in values]})


def _is(value: Value) -> Schema:
    return {"anyOf": [{"const": value}, {"type": "array", "contains": {"const": value}}]}


def _at(path: str, schema: Schema) -> Schema:
    for key in reversed(path.split(".")):
        schema = {"type": "object", "properties": {key: schema}, "required": [key]}
    return schema
