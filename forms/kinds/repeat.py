"""A block that is answered several times, such as the people who sign one petition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms import drawing as draw
from forms.control import Control
from forms.fields import Field
from forms.file_words import Words
from forms.kinds.base import Answer, Drawing, Json, Kind, Posted, Refused, Schema
from forms.kinds.group import Group, load, schema
from forms.rows_by import RowsBy, RowsByFile
from forms.text import Text

MOST_ROWS = 500
ROW_NUMBER = re.compile("[0-9]{1,5}")

NOT_ROWS = Text(
    "“{label}” phải là danh sách nhiều dòng.", "“{label}” must be a list of several entries."
)
TOO_MANY = Text(
    "“{label}” nhận nhiều nhất {limit} dòng. Hãy bớt đi, hoặc gửi danh sách kèm theo.",
    "“{label}” takes at most {limit} entries. Remove some, or send the list as a document.",
)
TOO_FEW = Text(
    "“{label}” cần ít nhất {limit} dòng. Hãy điền thêm.",
    "“{label}” needs at least {limit}. Fill in more.",
)
REMOVE = Text("Bỏ {row}", "Remove {row}")


@dataclass(frozen=True, kw_only=True)
class Repeat(Kind):
    """A list of rows, each a block of the same fields; stored as a list of objects."""

    name: ClassVar[str] = "repeat"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "min_rows": ma.fields.Integer(strict=True, validate=ma.validate.Range(1, MOST_ROWS)),
        "max_rows": ma.fields.Integer(strict=True, validate=ma.validate.Range(1, MOST_ROWS)),
        "row": Words(required=True),
        "add": Words(required=True),
        "upload": ma.fields.Boolean(truthy={True}, falsy={False}),
        "rows_by": ma.fields.Nested(RowsByFile),
    }
    fields: tuple[Field, ...]
    row: Text
    add: Text
    min_rows: int = 1
    max_rows: int = 50
    upload: bool = False  # The rows may come from a spreadsheet.
    rows_by: RowsBy | None = None

    @property
    def block(self) -> Group:
        return Group(fields=self.fields)

    def row_label(self, number: int) -> Text:
        """Name a row for the reader; people count from one."""
        return Text(f"{self.row.vi} {number + 1}", f"{self.row.in_language('en')} {number + 1}")

    def is_blank_row(self, row: object) -> bool:
        return self.block.is_blank(row)

    def is_blank(self, value: object) -> bool:
        if not isinstance(value, list):
            return super().is_blank(value)
        return len(value) <= self.max_rows and all(self.is_blank_row(row) for row in value)

    def is_refused(self, value: object) -> bool:
        """Tell whether the shape alone is enough to refuse it."""
        if isinstance(value, list):
            return len(value) > self.max_rows
        return not super().is_blank(value)

    def check(self, value: object, today: date, _beside: Mapping[str, Json], /) -> Json:
        self.check_shape(value)
        return [load(schema(self.fields, today), row) for row in value]  # type: ignore[attr-defined]

    def check_shape(self, value: object) -> None:
        if not isinstance(value, list):
            raise Refused(NOT_ROWS)
        if len(value) > self.max_rows:
            raise Refused(TOO_MANY, limit=self.max_rows)

    def answer(self, label: Text, today: date) -> ma.fields.Field[Any]:
        return RowsAnswer(self, label, today)

    def read(self, name: str, posted: Posted, /) -> object:
        """Read the rows in the order of their numbers; gaps close up.

        One row too many is enough to refuse the rest.
        """
        block = self.block
        numbers = sorted(_numbers(name, posted))[: self.max_rows + 1]
        return [block.read(f"{name}.{number}", posted) for number in numbers]

    def control(self, drawing: Drawing) -> Control:
        rows = list(drawing.raw) if isinstance(drawing.raw, list) else []
        least = self.min_rows if drawing.required else 0
        rows = rows[: self.max_rows + 1] + [{}] * (least - len(rows))
        attrs = {"add_label": drawing.say(self.add), "max_rows": str(self.max_rows)}
        if len(rows) < self.max_rows:
            attrs["add"] = drawing.name
        if self.upload:
            attrs["from_file"] = drawing.name
        children = tuple(
            self._row(drawing, number, row, is_spare=len(rows) > least)
            for number, row in enumerate(rows)
        )
        return drawing.control("repeat", children=children, attrs=attrs)

    def _row(self, drawing: Drawing, number: int, row: Json, *, is_spare: bool) -> Control:
        label = self.row_label(number)
        name = f"{drawing.name}.{number}"
        raw = row if isinstance(row, Mapping) else {}
        block = replace(drawing, name=name, label=label, hint=Text(""), raw=raw, when="")
        said = drawing.say(label)
        attrs = {"row": str(number), "rows_of": drawing.name}
        if is_spare:
            gone = REMOVE.format(row=said[:1].lower() + said[1:])
            attrs |= {"remove": name, "remove_label": drawing.say(gone)}
        return block.control("group", children=draw.row(self.fields, raw, block), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "array", "minItems": self.min_rows, "maxItems": self.max_rows}


class RowsAnswer(Answer):
    """The marshmallow field of a repeat: the schema of its rows, compiled once."""

    def __init__(self, kind: Repeat, label: Text, today: date) -> None:
        super().__init__(kind, label, today)
        self.repeat = kind
        self.schema = schema(kind.fields, today)

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Json:
        try:
            self.repeat.check_shape(value)
        except Refused as refused:
            raise ma.ValidationError([refused.about(self.label)]) from None
        loaded: list[Json] = []
        wrong: dict[int, Any] = {}
        for number, row in enumerate(value if isinstance(value, list) else []):
            try:
                loaded.append(load(self.schema, row))
            except ma.ValidationError as refused:
                wrong[number] = refused.messages_dict
        if wrong:
            raise ma.ValidationError(wrong)
        return [row for row in loaded if row]


def _numbers(name: str, posted: Posted) -> set[int]:
    """Find which rows were posted: each row says its number, and so do the names of its fields."""
    start = f"{name}."
    said = [found for found in posted.get(name, ()) if found]
    named = [key[len(start) :].partition(".")[0] for key in posted if key.startswith(start)]
    return {int(text) for text in (*said, *named) if ROW_NUMBER.fullmatch(text)}
