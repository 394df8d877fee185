"""Answers as a browser would post them; what only JSON can say cannot be posted."""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from forms import html
from forms.fields import Field
from forms.kinds.choices import Choices, YesNo
from forms.kinds.dates import PARTIAL, PARTS, PartialDate, WholeDate
from forms.kinds.group import Group
from forms.kinds.numbers import Number, written
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration
from forms.procedure import Procedure

Json = Any
Pairs = Iterator[tuple[str, str]]


class NotSayable(Exception):
    """No form can carry this value."""


def through_the_form(procedure: Procedure, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Post the answers of each section and read them back; uploads keep their ids."""
    raw: dict[str, Json] = {}
    for section in procedure.sections:
        posted = MultiDict(
            pair
            for field in section.fields
            if field.key in answers
            for pair in _pairs(field, field.key, answers[field.key])
        )
        raw |= html.read(procedure, section.key, posted)
        uploads = {field.key for field in section.fields if field.kind.uploaded}
        raw |= {key: answers[key] for key in uploads & answers.keys()}
    return raw


def _pairs(field: Field, name: str, value: Json) -> Pairs:
    kind = field.kind
    if kind.uploaded:
        return
    if isinstance(kind, Repeat):
        yield from _rows(kind, name, value)
    elif isinstance(kind, Group):
        yield from _block(kind, name, value)
    elif isinstance(kind, WholeDate | PartialDate):
        yield from _day(name, value)
    elif isinstance(kind, Choices):
        yield from ((name, _text(one)) for one in _instance(value, list))
    else:
        yield name, _single(field, value)


def _rows(kind: Repeat, name: str, value: Json) -> Pairs:
    for number, row in enumerate(_instance(value, list)):
        yield name, str(number)
        yield from _block(kind.block, f"{name}.{number}", row)


def _block(kind: Group, name: str, value: Json) -> Pairs:
    inner = _instance(value, dict)
    known = {field.key: field for field in kind.fields}
    for key, one in inner.items():
        if key not in known:
            raise NotSayable(key)
        yield from _pairs(known[key], f"{name}.{key}", one)


def _day(name: str, value: Json) -> Pairs:
    if isinstance(value, Mapping) and value.keys() <= set(PARTS):
        yield from ((f"{name}.{part}", _text(value.get(part, ""))) for part in PARTS)
        return
    found = PARTIAL.fullmatch(_text(value))
    if found is None:
        raise NotSayable(name)
    yield from ((f"{name}.{part}", found[part] or "") for part in PARTS)


def _single(field: Field, value: Json) -> str:
    if isinstance(field.kind, Declaration) and value is True:
        return "yes"
    if isinstance(field.kind, YesNo) and isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field.kind, Number) and isinstance(value, int | float):
        return written(value) if not isinstance(value, bool) else _text(value)
    text = _text(value)
    # A declaration is ticked or not; “yes” and “no” are answers that JSON has other words for.
    if isinstance(field.kind, Declaration | YesNo) and text in {"yes", "no", ""}:
        raise NotSayable(field.key)
    if isinstance(field.kind, Declaration):
        raise NotSayable(field.key)
    return text


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise NotSayable(str(type(value)))
    return value


def _instance(value: Json, wanted: type) -> Any:
    if not isinstance(value, wanted):
        raise NotSayable(str(type(value)))
    return value
