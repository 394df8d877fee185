"""The cells of one example row, written as a person would type them into a spreadsheet."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms import columns, examples
from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import NO, YES, Choice, YesNo
from forms.kinds.contact import Phone
from forms.kinds.dates import WholeDate
from forms.kinds.numbers import Area, Money, Number
from forms.kinds.repeat import Repeat
from forms.text import Language
from forms.vietnamese import format_date

Shown = Callable[[Any, Any, Language], str]


def cells(field: Field, repeat: Repeat, language: Language) -> list[str]:
    """Write the example row of a list, one text for each column."""
    row = examples.row(field)
    return [
        _cell(column.field.kind, look_up(row, ".".join(column.path)), language)
        for column in columns.of(repeat)
    ]


def offered(kind: Kind, language: Language) -> list[str]:
    """List what may be written into the cells of a column, where that is a short list."""
    if isinstance(kind, YesNo):
        return [text.in_language(language) for text in (YES, NO)]
    if isinstance(kind, Choice):
        return [option.label.in_language(language) for option in kind.options]
    return []


def _cell(kind: Kind, value: Any, language: Language) -> str:
    if value is None:
        return ""
    write: Shown = WRITERS.get(type(kind), _as_shown)
    return write(kind, value, language)


def _as_shown(kind: Kind, value: Any, language: Language) -> str:
    return "; ".join(line.in_language(language) for line in kind.shown(value))


def _day(_: Kind, value: Any, __: Language) -> str:
    return format_date(date.fromisoformat(value))


def _number(_: Kind, value: Any, __: Language) -> str:
    return str(value).replace(".", ",")


def _digits(kind: Phone, value: Any, language: Language) -> str:
    return _as_shown(kind, value, language).replace(" ", "")


WRITERS: Mapping[type[Kind], Shown] = {
    WholeDate: _day,
    Number: _number,
    Money: _number,
    Area: _number,
    Phone: _digits,
}
