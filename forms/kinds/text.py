"""Text in one line or several."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms import vietnamese
from forms.control import Control
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.shapes import Shape, ShapeFile
from forms.text import Text

# Controls, halves of characters, and marks that turn the direction of writing: none of them
# can be typed in earnest, and some can be stored or printed by nobody.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]"
)
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A decomposed Vietnamese letter is up to three characters long.
DECOMPOSED = 4

NOT_TEXT = Text("“{label}” phải là chữ.", "“{label}” must be text.")
UNREADABLE_TEXT = Text(
    "“{label}” có ký tự không đọc được. Hãy xóa và gõ lại đoạn đó.",
    "“{label}” has characters that cannot be read. Delete that part and type it again.",
)
TOO_LONG = Text(
    "“{label}” dài quá: nhiều nhất {limit} ký tự. Hãy viết ngắn lại.",
    "“{label}” is too long: at most {limit} characters. Make it shorter.",
)
TOO_SHORT = Text(
    "“{label}” ngắn quá: ít nhất {limit} ký tự. Hãy viết rõ hơn.",
    "“{label}” is too short: at least {limit} characters. Say more.",
)

PATTERNS: Mapping[str, tuple[re.Pattern[str], Text]] = {
    "person_name": (
        re.compile(r"(?:[^\W\d_]|[ '’.\-])+"),
        Text(
            "“{label}” chỉ gồm chữ cái, dấu cách, dấu nháy, gạch nối và dấu chấm. "
            "Hãy ghi như trên giấy tờ.",
            "“{label}” may hold letters, spaces, apostrophes, hyphens and points only. "
            "Write it as on the identity paper.",
        ),
    ),
    "document_number": (
        re.compile(r"[\w./\- ]+"),
        Text(
            "“{label}” chỉ gồm chữ, số và các dấu / - . Ví dụ: 15/QĐ-UBND.",
            "“{label}” may hold letters, digits and / - . only. Example: 15/QĐ-UBND.",
        ),
    ),
}


def clean(value: object, limit: int) -> str:
    """Return the text as it is stored: readable, composed, no longer than allowed."""
    if not isinstance(value, str):
        raise Refused(NOT_TEXT)
    if len(value) > limit * DECOMPOSED + 100:
        raise Refused(TOO_LONG, limit=limit)
    if UNREADABLE.search(value):
        raise Refused(UNREADABLE_TEXT)
    visible = INVISIBLE.sub("", value)
    return vietnamese.nfc(visible.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(value: object, limit: int) -> str:
    """Clean a text of one line: any run of spaces becomes one space."""
    return " ".join(clean(value, limit).split())


@dataclass(frozen=True, kw_only=True)
class ShortText(Kind):
    """One line."""

    name: ClassVar[str] = "text"
    searched: ClassVar[bool] = True
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "min_length": ma.fields.Integer(strict=True, validate=ma.validate.Range(0, 1000)),
        "max_length": ma.fields.Integer(strict=True, validate=ma.validate.Range(1, 1000)),
        "pattern": ma.fields.String(validate=ma.validate.OneOf(tuple(PATTERNS))),
        "shape": ShapeFile(),
        "autocomplete": ma.fields.String(),
        "among": ma.fields.List(ma.fields.String(), validate=ma.validate.Length(min=1)),
    }
    min_length: int = 1
    max_length: int = 200
    pattern: str = ""
    shape: Shape | None = None
    autocomplete: str = ""
    among: tuple[str, ...] = ()  # Where the names stand of which it must be one.

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        text = clean_line(value, self.max_length)
        check_length(text, self.min_length, self.max_length)
        if self.pattern:
            allowed, message = PATTERNS[self.pattern]
            if not allowed.fullmatch(text):
                raise Refused(message)
        if self.shape and not self.shape.fits(text):
            raise Refused(self.shape.message)
        return text

    def control(self, drawing: Drawing) -> Control:
        attrs = {"type": "text", "maxlength": str(self.max_length)}
        if self.autocomplete:
            attrs["autocomplete"] = self.autocomplete
        return drawing.control("input", value=typed(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        limits = {"type": "string", "minLength": self.min_length, "maxLength": self.max_length}
        return limits | ({"pattern": f"^(?:{self.shape.matches})$"} if self.shape else {})


@dataclass(frozen=True, kw_only=True)
class LongText(Kind):
    """Several lines, kept as they were broken."""

    name: ClassVar[str] = "long_text"
    searched: ClassVar[bool] = True
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "min_length": ma.fields.Integer(strict=True, validate=ma.validate.Range(0, 1000)),
        "max_length": ma.fields.Integer(strict=True, validate=ma.validate.Range(1, 100_000)),
        "rows": ma.fields.Integer(strict=True, validate=ma.validate.Range(2, 40)),
    }
    min_length: int = 1
    max_length: int = 2000
    rows: int = 6

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        text = clean(value, self.max_length)
        check_length(text, self.min_length, self.max_length)
        return text

    def control(self, drawing: Drawing) -> Control:
        attrs = {"rows": str(self.rows), "maxlength": str(self.max_length)}
        return drawing.control("textarea", value=typed(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "minLength": self.min_length, "maxLength": self.max_length}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return tuple(Text(line) for line in value.split("\n"))


def check_length(text: str, least: int, most: int) -> None:
    check_limit(text, most)
    if not text:
        raise Refused(Kind.missing)
    if len(text) < least:
        raise Refused(TOO_SHORT, limit=least)


def check_limit(text: str, most: int) -> None:
    if len(text) > most:
        raise Refused(TOO_LONG, limit=vietnamese.format_number(most))
