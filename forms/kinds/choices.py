"""Yes or no, one choice, several choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Literal

import marshmallow as ma

from forms.control import Control, Option, Widget
from forms.file_words import Words
from forms.kinds.base import Drawing, Json, Kind, Posted, Refused, Schema, first, typed
from forms.text import NO_TEXT, Text

SEARCHABLE: Mapping[str, str] = {"autocomplete": "off", "searchable": "searchable"}
MANY_OPTIONS = 7  # Above this a list to open is easier than a page of buttons.

NOT_CHOSEN = Text("Bạn chưa chọn “{label}”. Hãy chọn một mục.", "Choose one option for “{label}”.")
NOT_AN_OPTION = Text(
    "Lựa chọn ở “{label}” không có trong danh sách. Hãy chọn lại.",
    "The answer to “{label}” is not on the list. Choose again.",
)
YES = Text("Có", "Yes")
NO = Text("Không", "No")


@dataclass(frozen=True)
class Offered:
    """One option of a choice, as the procedure file gives it."""

    value: str
    label: Text
    hint: Text = NO_TEXT


class OfferedFile(ma.Schema):
    value = ma.fields.String(
        required=True, validate=ma.validate.Regexp(r"^[a-z0-9][a-z0-9_]{0,40}$")
    )
    label = Words(required=True)
    hint = Words()

    @ma.post_load
    def make(self, found: dict[str, Any], **_: Any) -> Offered:
        return Offered(**found)


OPTIONS = ma.fields.List(
    ma.fields.Nested(OfferedFile), required=True, validate=ma.validate.Length(min=2)
)


class YesNo(Kind):
    name: ClassVar[str] = "yes_no"
    missing: ClassVar[Text] = Text(
        "Bạn chưa trả lời “{label}”. Hãy chọn Có hoặc Không.", "Choose yes or no for “{label}”."
    )

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, bool):
            raise Refused(self.missing)
        return value

    def read(self, name: str, posted: Posted, /) -> object:
        answer = first(posted, name)
        return {"yes": True, "no": False}.get(answer, answer)

    def control(self, drawing: Drawing) -> Control:
        options = (
            Option("yes", drawing.say(YES), chosen=drawing.raw is True),
            Option("no", drawing.say(NO), chosen=drawing.raw is False),
        )
        return drawing.control("radios", options=options)

    def json_schema(self) -> Schema:
        return {"type": "boolean"}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (YES if value else NO,)


@dataclass(frozen=True, kw_only=True)
class Choice(Kind):
    """One of the options."""

    name: ClassVar[str] = "choice"
    missing: ClassVar[Text] = NOT_CHOSEN
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "options": OPTIONS,
        "drawn_as": ma.fields.String(validate=ma.validate.OneOf(["radios", "select", "search"])),
    }
    options: tuple[Offered, ...]
    drawn_as: Literal["radios", "select", "search"] | None = None

    @cached_property
    def by_value(self) -> Mapping[str, Offered]:
        return {option.value: option for option in self.options}

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, str) or value not in self.by_value:
            raise Refused(NOT_AN_OPTION)
        return value

    def control(self, drawing: Drawing) -> Control:
        drawn_as = self.drawn_as or ("select" if len(self.options) > MANY_OPTIONS else "radios")
        widget: Widget = "radios" if drawn_as == "radios" else "select"
        options = _drawn(self.options, drawing, {drawing.raw} if _text(drawing.raw) else set())
        attrs = SEARCHABLE if drawn_as == "search" else {}
        return drawing.control(widget, value=typed(drawing.raw), options=options, attrs=attrs)

    def json_schema(self) -> Schema:
        return {"enum": [option.value for option in self.options]}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (self.by_value[value].label,)


@dataclass(frozen=True, kw_only=True)
class Choices(Kind):
    """Any number of the options, stored in the order of the file."""

    name: ClassVar[str] = "choices"
    missing: ClassVar[Text] = Text(
        "Bạn chưa chọn “{label}”. Hãy chọn ít nhất một mục.", "Choose at least one for “{label}”."
    )
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {"options": OPTIONS}
    options: tuple[Offered, ...]

    @cached_property
    def by_value(self) -> Mapping[str, Offered]:
        return {option.value: option for option in self.options}

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, list) or not all(_text(item) for item in value):
            raise Refused(NOT_AN_OPTION)
        chosen = set(value)
        if not chosen <= self.by_value.keys():
            raise Refused(NOT_AN_OPTION)
        return [option.value for option in self.options if option.value in chosen]

    def read(self, name: str, posted: Posted, /) -> object:
        return list(posted.get(name, []))

    def control(self, drawing: Drawing) -> Control:
        raw = drawing.raw if isinstance(drawing.raw, list) else []
        chosen = {item for item in raw if _text(item)}
        options = _drawn(self.options, drawing, chosen)
        return drawing.control("checkboxes", value=tuple(sorted(chosen)), options=options)

    def json_schema(self) -> Schema:
        values = [option.value for option in self.options]
        return {"type": "array", "items": {"enum": values}}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return tuple(self.by_value[item].label for item in value)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _drawn(
    options: tuple[Offered, ...], drawing: Drawing, chosen: set[object]
) -> tuple[Option, ...]:
    return tuple(
        Option(
            option.value,
            drawing.say(option.label),
            drawing.say(option.hint),
            option.value in chosen,
        )
        for option in options
    )
