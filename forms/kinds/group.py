"""Several questions that make one answer, such as a person or an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms import drawing as draw
from forms.control import Control
from forms.fields import Field
from forms.kinds.base import Answer, Drawing, Json, Kind, Posted, Schema, worded
from forms.text import NO_TEXT, Text

NOT_A_GROUP = Text(
    "Phần này phải gồm nhiều mục có tên.", "This part must be an object with named entries."
)
UNKNOWN_KEY = Text(
    "Mẫu đơn không có mục này. Hãy bỏ mục này.", "The form has no such entry. Leave it out."
)

# How an answer goes on in one line; what need not be answered says what it is.
FIRST = Text("{text}", "{text}")
NEXT = Text("{line}, {text}", "{line}, {text}")
ASIDE = Text("{line} ({label}: {text})", "{line} ({label}: {text})")


# Marshmallow keeps whatever it is given as a message.
MESSAGES: dict[str, Any] = {"type": NOT_A_GROUP, "unknown": UNKNOWN_KEY}


class AnswersSchema(ma.Schema):
    """Answers by key; a key that the form does not ask for is an error."""

    error_messages = MESSAGES


@dataclass(frozen=True, kw_only=True)
class Group(Kind):
    """A block of fields; a part file gives it a name, such as ``person``."""

    name: ClassVar[str] = "group"
    fields: tuple[Field, ...]
    part: str = ""
    one_line: tuple[str, ...] = ()  # The keys, in order, of an answer that is shown in one line.

    def is_blank(self, value: object) -> bool:
        if not isinstance(value, Mapping):
            return super().is_blank(value)
        kinds = {field.key: field.kind for field in self.fields}
        return all(
            kinds[key].is_blank(answer) if key in kinds else False for key, answer in value.items()
        )

    def check(self, value: object, today: date, _beside: Mapping[str, Json], /) -> Json:
        return load(schema(self.fields, today), value)

    def answer(self, label: Text, today: date) -> ma.fields.Field[Any]:
        return GroupAnswer(self, label, today)

    def inputs(self, name: str, /) -> tuple[str, ...]:
        return tuple(
            html_name
            for field in self.fields
            for html_name in field.kind.inputs(f"{name}.{field.key}")
        )

    def read(self, name: str, posted: Posted, /) -> object:
        return {
            field.key: field.kind.read(f"{name}.{field.key}", posted)
            for field in self.fields
            if field.kind.answered and not field.kind.uploaded
        }

    def control(self, drawing: Drawing) -> Control:
        raw = drawing.raw if isinstance(drawing.raw, Mapping) else {}
        return drawing.control("group", children=draw.children(self.fields, raw, drawing))

    def json_schema(self) -> Schema:
        return {"type": "object"}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        asked = {field.key: field for field in self.fields}
        line = NO_TEXT
        for field in (asked[key] for key in self.one_line if key in value):
            for text in field.kind.shown(value[field.key]):
                pattern = (NEXT if line.vi else FIRST) if field.required else ASIDE
                line = worded(pattern, line=line, label=field.label, text=text)
        return (line,)


class GroupAnswer(Answer):
    """The marshmallow field of a group: the schema of its fields."""

    def __init__(self, kind: Group, label: Text, today: date) -> None:
        super().__init__(kind, label, today)
        self.schema = schema(kind.fields, today)

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Json:
        return load(self.schema, value)


def schema(fields: tuple[Field, ...], today: date) -> AnswersSchema:
    """Compile the fields; nothing is required here, since conditions decide what is asked."""
    answers = {
        field.key: field.kind.answer(field.label, today) for field in fields if field.kind.answered
    }
    compiled = AnswersSchema.from_dict(dict(answers))
    return compiled()  # type: ignore[return-value]


def load(compiled: AnswersSchema, value: Any) -> Json:
    return compiled.load(value)
