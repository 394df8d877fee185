"""An agency, chosen from a list that the caller lends: the forms themselves know none."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from forms.control import Control, Option
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.kinds.choices import NOT_CHOSEN
from forms.text import Text

LONGEST = 40
# National codes (000.00.47.H56, H56.14) and those of an installation (XA.05443) look alike here.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{1,39}")

NOT_AN_AGENCY = Text(
    "“{label}” không có trong danh sách cơ quan. Hãy chọn lại.",
    "“{label}” is not on the list of agencies. Choose again.",
)


class Agency(Kind):
    """The code of an agency; whether it exists is asked where a list is at hand."""

    name: ClassVar[str] = "agency"
    missing: ClassVar[Text] = NOT_CHOSEN

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, str) or not CODE.fullmatch(value):
            raise Refused(NOT_AN_AGENCY)
        return value

    def control(self, drawing: Drawing) -> Control:
        raw = typed(drawing.raw)
        if not drawing.agencies:
            attrs = {"type": "text", "autocomplete": "off", "maxlength": str(LONGEST)}
            return drawing.control("input", value=raw, attrs=attrs)
        options = tuple(
            Option(code, name, chosen=code == raw) for code, name in drawing.agencies.items()
        )
        attrs = {"autocomplete": "off", "searchable": "searchable"}
        return drawing.control("select", value=raw, options=options, attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "pattern": f"^(?:{CODE.pattern})$"}
