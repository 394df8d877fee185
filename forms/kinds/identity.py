"""Numbers that name a person or an organisation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms.control import Control
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.kinds.text import clean_line
from forms.text import Text

LONGEST = 50
SEPARATORS = str.maketrans("", "", " .-")

PERSONAL = (
    re.compile("[0-9]{12}"),
    Text(
        "“{label}” phải có đúng 12 chữ số, ghi như trên giấy tờ.",
        "“{label}” must be exactly 12 digits, as on the paper.",
    ),
)
PASSPORT = (
    re.compile("[A-Z0-9]{5,15}"),
    Text(
        "“{label}” của hộ chiếu gồm 5 đến 15 chữ và số, ví dụ B1234567.",
        "“{label}” of a passport is 5 to 15 letters and digits, for example B1234567.",
    ),
)
OTHER = (
    re.compile(r"[\w./]{3,50}"),
    Text(
        "“{label}” gồm 3 đến 50 chữ và số, ghi như trên giấy tờ.",
        "“{label}” is 3 to 50 letters and digits, as on the paper.",
    ),
)
# The kinds of paper; a procedure's choice of paper uses these values.
BY_DOCUMENT = {
    "citizen_card": PERSONAL,
    "personal_number": PERSONAL,
    "origin_certificate": PERSONAL,
    "passport": PASSPORT,
    "other": OTHER,
}

TAX_CODE = re.compile("[0-9]{10}(?:[0-9]{2,3})?")
PERSONAL_LENGTH = 12  # A personal number serves as a tax code and has no check digit.
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
NOT_A_TAX_CODE = Text(
    "“{label}” chưa đúng. Mã số thuế có 10, 12 hoặc 13 chữ số; hãy so lại với giấy tờ.",
    "“{label}” is wrong. A tax code has 10, 12 or 13 digits; compare it with the paper.",
)


@dataclass(frozen=True, kw_only=True)
class IdentityNumber(Kind):
    """The number of an identity paper; its form depends on which paper was chosen beside it."""

    name: ClassVar[str] = "identity_number"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "document": ma.fields.String(required=True)
    }
    document: str  # The key of the sibling that says which paper.

    def check(self, value: object, _today: date, beside: Mapping[str, Json], /) -> Json:
        number = clean_line(value, LONGEST).translate(SEPARATORS).upper()
        chosen = beside.get(self.document)
        # A wrong choice of paper is told at that field.
        allowed, message = BY_DOCUMENT.get(chosen if isinstance(chosen, str) else "", OTHER)
        if not allowed.fullmatch(number):
            raise Refused(message)
        return number

    def control(self, drawing: Drawing) -> Control:
        attrs = {"type": "text", "autocomplete": "off", "maxlength": str(LONGEST)}
        return drawing.control("input", value=typed(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "minLength": 3, "maxLength": LONGEST}


class TaxCode(Kind):
    """The tax code of an organisation or a person."""

    name: ClassVar[str] = "tax_code"
    searched: ClassVar[bool] = True

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        code = clean_line(value, LONGEST).translate(SEPARATORS)
        if not TAX_CODE.fullmatch(code) or not _checks(code):
            raise Refused(NOT_A_TAX_CODE)
        return code

    def control(self, drawing: Drawing) -> Control:
        attrs = {"type": "text", "inputmode": "numeric", "maxlength": "20"}
        return drawing.control("input", value=typed(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "minLength": 10, "maxLength": 20}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        branch = value[10:] if len(value) > PERSONAL_LENGTH else ""
        return (Text(f"{value[:10]}-{branch}" if branch else value),)


def _checks(code: str) -> bool:
    if len(code) == PERSONAL_LENGTH:
        return True
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, code, strict=False))
    return int(code[9]) == 10 - total % 11
