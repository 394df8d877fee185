"""A value that the server works out and nobody can send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms.computed import Age, Concat, Count, DaysBetween, Expression
from forms.computed_file import ValueFile
from forms.control import Control
from forms.file_words import Words
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema
from forms.kinds.numbers import written
from forms.text import NO_TEXT, Text

NOT_YET = "–"
# What stands behind the number where the file says nothing else.
UNITS: Mapping[type, Text] = {
    DaysBetween: Text("ngày", "days"),
    Age: Text("tuổi", "years"),
    Count: NO_TEXT,
}


@dataclass(frozen=True, kw_only=True)
class Computed(Kind):
    """Shown on the page and the review; never part of the answers."""

    name: ClassVar[str] = "computed"
    answered: ClassVar[bool] = False
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "value": ValueFile(required=True),
        "unit": Words(),
    }
    value: Expression
    unit: Text = NO_TEXT

    def check(self, _value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        raise Refused(Text("“{label}” không nhận trả lời.", "“{label}” takes no answer."))

    def inputs(self, _name: str, /) -> tuple[str, ...]:
        return ()

    def worked_out(self, scope: Mapping[str, Json], today: date | None) -> Text | None:
        """Say the value for the reader; None while something that it needs is not given."""
        found = self.value.result(scope, today)
        if found is None:
            return None
        if isinstance(self.value, Concat):
            return Text(found)
        unit = self.unit if self.unit.vi else UNITS.get(type(self.value), NO_TEXT)
        vi, en = unit.vi, unit.in_language("en")
        return Text(f"{written(found)} {vi}".strip(), f"{written(found)} {en}".strip())

    def control(self, drawing: Drawing) -> Control:
        found = self.worked_out(drawing.scope, drawing.today)
        return drawing.control("computed", value=drawing.say(found) if found else NOT_YET)

    def json_schema(self) -> Schema:
        return {"not": {}}
