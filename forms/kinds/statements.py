"""What the form states: a text to read, and a declaration to agree to."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from forms.control import Control, Option
from forms.kinds.base import Drawing, Json, Kind, Posted, Refused, Schema
from forms.text import Text

AGREED = Text("Đã cam đoan", "Declared")


class Declaration(Kind):
    """A box to tick; without it the form cannot be filed."""

    name: ClassVar[str] = "declaration"
    missing: ClassVar[Text] = Text(
        "Bạn chưa đánh dấu vào lời cam đoan. Hãy đọc và đánh dấu nếu đồng ý.",
        "Read the declaration and tick the box if you agree.",
    )

    def is_blank(self, value: object) -> bool:
        return value is False or super().is_blank(value)

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if value is not True:
            raise Refused(self.missing)
        return True

    def read(self, name: str, posted: Posted, /) -> object:
        return bool(posted.get(name))

    def control(self, drawing: Drawing) -> Control:
        option = Option("yes", drawing.say(drawing.label), chosen=drawing.raw is True)
        value = "yes" if drawing.raw is True else ""
        return drawing.control("tick", value=value, options=(option,))

    def json_schema(self) -> Schema:
        return {"const": True}

    def shown(self, _value: Json, /) -> tuple[Text, ...]:
        return (AGREED,)


class Static(Kind):
    """A text between the questions: its label is the heading, its hint the text."""

    name: ClassVar[str] = "static"
    answered: ClassVar[bool] = False

    def check(self, _value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        raise Refused(Text("“{label}” không nhận trả lời.", "“{label}” takes no answer."))

    def inputs(self, _name: str, /) -> tuple[str, ...]:
        return ()

    def control(self, drawing: Drawing) -> Control:
        return drawing.control("static")

    def json_schema(self) -> Schema:
        return {"not": {}}
