"""Numbers, sums of money and areas, as people type them and as they are stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import marshmallow as ma

from forms.control import Control
from forms.file_words import Words
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.kinds.text import clean_line
from forms.text import NO_TEXT, Text
from forms.vietnamese import format_number

LONGEST = 40
LARGEST = 10**15  # A JSON number of fifteen digits is the same number in every program.
MOST_DECIMALS = 4
# Points group thousands and a comma parts the decimals; "1.5" could mean both, so it is refused.
GROUPED = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
UNIT_WORDS = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|m2|m²)\.?$", re.IGNORECASE)

DONG = Text("đồng", "đồng")
SQUARE_METRES = Text("m²", "m²")

NOT_A_NUMBER = Text(
    "“{label}” phải là số. Dùng dấu chấm để nhóm hàng nghìn và dấu phẩy cho phần lẻ, "
    "ví dụ 1.234,5.",
    "“{label}” must be a number. Points group thousands and a comma parts decimals, "
    "for example 1.234,5.",
)
NOT_WHOLE = Text(
    "“{label}” phải là số nguyên, không có phần lẻ.", "“{label}” must be a whole number."
)
TOO_PRECISE = Text(
    "“{label}” nhận nhiều nhất {limit} chữ số sau dấu phẩy.",
    "“{label}” takes at most {limit} digits after the comma.",
)
TOO_SMALL = Text(
    "“{label}” phải từ {limit} trở lên. Hãy kiểm tra lại.",
    "“{label}” must be {limit} or more. Check it again.",
)
TOO_LARGE = Text(
    "“{label}” không được quá {limit}. Hãy kiểm tra lại.",
    "“{label}” may not be more than {limit}. Check it again.",
)


def value_of(raw: object) -> Decimal | None:
    """Understand a number as typed or as stored; None when it is none."""
    if isinstance(raw, bool):
        return None
    try:
        if isinstance(raw, int | float):
            found = Decimal(str(raw)) if abs(raw) < LARGEST else None
            return found if found is not None and found.is_finite() else None
        if isinstance(raw, str) and len(raw) <= LONGEST:
            plain = "".join(UNIT_WORDS.sub("", raw.strip()).split())
            if GROUPED.fullmatch(plain):
                return Decimal(plain.replace(".", "").replace(",", "."))
    except (InvalidOperation, ValueError):
        return None
    return None


def stored(number: Decimal) -> int | float:
    """Write the number for JSON: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def written(number: Decimal | float) -> str:
    exact = Decimal(str(number))
    whole = exact == exact.to_integral_value()
    return format_number(int(exact) if whole else exact.normalize())


@dataclass(frozen=True, kw_only=True)
class Number(Kind):
    """A number between two limits, whole unless the file allows decimals."""

    name: ClassVar[str] = "number"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "min": ma.fields.Integer(strict=True, validate=ma.validate.Range(-(10**9), 10**9)),
        "max": ma.fields.Integer(strict=True, validate=ma.validate.Range(-(10**9), 10**9)),
        "decimals": ma.fields.Integer(strict=True, validate=ma.validate.Range(0, MOST_DECIMALS)),
        "unit": Words(),
    }
    min: int = 0
    max: int = 999_999_999
    decimals: int = 0
    unit: Text = NO_TEXT

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        number = value_of(clean_line(value, LONGEST) if isinstance(value, str) else value)
        if number is None:
            raise Refused(NOT_A_NUMBER)
        if number != round(number, self.decimals):
            raise Refused(TOO_PRECISE if self.decimals else NOT_WHOLE, limit=self.decimals)
        if number < self.min:
            raise Refused(TOO_SMALL, limit=written(self.min))
        if number > self.max:
            raise Refused(TOO_LARGE, limit=written(self.max))
        return stored(number)

    def control(self, drawing: Drawing) -> Control:
        mode = "decimal" if self.decimals else "numeric"
        attrs = {"type": "text", "inputmode": mode, "maxlength": str(LONGEST)}
        if self.unit.vi:
            attrs["suffix"] = drawing.say(self.unit)
        return drawing.control("input", value=_shown_again(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        kind = "number" if self.decimals else "integer"
        return {"type": kind, "minimum": self.min, "maximum": self.max}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        number = written(value)
        vi, en = self.unit.vi, self.unit.in_language("en")
        return (Text(f"{number} {vi}".strip(), f"{number} {en}".strip()),)


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    """A sum in đồng, without decimals."""

    name: ClassVar[str] = "money"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        key: Number.settings[key] for key in ("min", "max")
    }
    max: int = LARGEST - 1
    unit: Text = DONG


@dataclass(frozen=True, kw_only=True)
class Area(Number):
    """An area in square metres, with two decimals."""

    name: ClassVar[str] = "area"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        key: Number.settings[key] for key in ("min", "max")
    }
    max: int = 999_999_999_999
    decimals: int = 2
    unit: Text = SQUARE_METRES


def _shown_again(raw: object) -> str:
    """Group the digits of a number that was understood; show anything else as typed."""
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    number = value_of(raw) if is_number else None
    return typed(raw) if number is None else written(number)
