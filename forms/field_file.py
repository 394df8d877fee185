"""Fields as the procedure file writes them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import marshmallow as ma

from forms.condition_file import When
from forms.fields import Field
from forms.file_words import Words
from forms.kinds.group import Group
from forms.kinds.registry import KINDS
from forms.kinds.repeat import Repeat
from forms.own_field import OwnField
from forms.parts import Part, part, part_names

KEY = ma.validate.Regexp(
    r"^[a-z][a-z0-9_]{0,60}$", error="a key holds small letters, digits and _ | correct the key"
)
TRUE_OR_FALSE = {"truthy": {True}, "falsy": {False}}
ABOUT_A_FIELD: Mapping[str, ma.fields.Field[Any]] = {
    "key": ma.fields.String(required=True, validate=KEY),
    "label": Words(required=True),
    "hint": Words(),
    "printed": ma.fields.String(validate=ma.validate.Length(1, 200)),
    "required": ma.fields.Boolean(**TRUE_OR_FALSE),  # type: ignore[arg-type]
    "when": When(),
    "sensitive": ma.fields.Boolean(**TRUE_OR_FALSE),  # type: ignore[arg-type]
    "identity": ma.fields.Boolean(**TRUE_OR_FALSE),  # type: ignore[arg-type]
    "example": ma.fields.Raw(),
}
FIELD_KEYS = frozenset(ABOUT_A_FIELD)


class FieldFile(OwnField[Field]):
    """One entry of ``fields:``; what it may say depends on its kind."""

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Field:
        if not isinstance(value, Mapping):
            raise ma.ValidationError("Invalid input type.")
        name = value.get("kind")
        if not isinstance(name, str) or name not in (*KINDS, *part_names()):
            known = ", ".join(sorted((*KINDS, *part_names())))
            raise ma.ValidationError({"kind": [f"no kind is called “{name}” | use {known}"]})
        found = _schema(name).load({key: value[key] for key in value if key != "kind"})
        about = {key: found.pop(key) for key in FIELD_KEYS if key in found}
        return Field(kind=_kind(name, found), **about)


@cache
def _schema(name: str) -> ma.Schema:
    settings: dict[str, Any] = dict(ABOUT_A_FIELD)
    if name in part_names():
        names = ma.fields.List(ma.fields.String())
        settings |= {"without": names, "with": names}
    else:
        settings |= KINDS[name].settings
    if KINDS.get(name) in (Group, Repeat):
        settings["fields"] = ma.fields.List(
            FieldFile(), required=True, validate=ma.validate.Length(min=1)
        )
    return ma.Schema.from_dict(settings)()


def _kind(name: str, settings: dict[str, Any]) -> Any:
    if name in part_names():
        return _block(part(name), settings.get("without", []), settings.get("with", []))
    lists = {key: tuple(value) for key, value in settings.items() if isinstance(value, list)}
    return KINDS[name](**(settings | lists))


def _block(named: Part, without: list[str], extras: list[str]) -> Group:
    """Make the block of a part file, less what is left out, with the extras asked for."""
    fields = read_fields(named)
    known = {field.key for field in fields}
    for word, keys in (("without", without), ("with", extras)):
        if unknown := sorted(set(keys) - known):
            fault = (
                f"“{named.name}” has no part {', '.join(unknown)} | use {', '.join(sorted(known))}"
            )
            raise ma.ValidationError({word: [fault]})
    dropped = set(without) | (named.extras - set(extras))
    return Group(
        fields=tuple(field for field in fields if field.key not in dropped),
        part=named.name,
        one_line=named.one_line,
    )


def read_fields(named: Part) -> tuple[Field, ...]:
    """Read the fields of a part file, anew for each place that uses it."""
    found: list[Field] = FIELDS.deserialize(named.fields, "fields", {})
    return tuple(found)


FIELDS: ma.fields.Field[list[Field]] = ma.fields.List(FieldFile())  # type: ignore[assignment]
