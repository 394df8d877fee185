"""How to reach a person: telephone and e-mail."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from forms.control import Control
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.kinds.text import clean_line
from forms.text import Text

PHONE_LENGTH = 40
EMAIL_LENGTH = 254
# Nine numbers of ten are plain mobile numbers; they need no search in the world's tables.
MOBILE = re.compile(r"(?:0|\+?84)([35789][0-9]{8})")
SEPARATORS = str.maketrans("", "", " .-()")

NOT_A_PHONE = Text(
    "“{label}” chưa đúng. Hãy ghi số có 10 chữ số, ví dụ 0912 345 678; "
    "số nước ngoài bắt đầu bằng dấu +.",
    "“{label}” is not a telephone number. Write 10 digits such as 0912 345 678; "
    "a foreign number begins with +.",
)
NOT_AN_EMAIL = Text(
    "“{label}” chưa đúng. Hãy ghi như ví dụ: ten@vidu.vn.",
    "“{label}” is not an e-mail address. Write it like name@example.com.",
)


class Phone(Kind):
    """Any telephone number, Vietnamese ones without the country code; stored as E.164."""

    name: ClassVar[str] = "phone"

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        text = clean_line(value, PHONE_LENGTH)
        mobile = MOBILE.fullmatch(text.translate(SEPARATORS))
        if mobile:
            return f"+84{mobile[1]}"
        try:
            number = phonenumbers.parse(text, "VN")
        except phonenumbers.NumberParseException:
            raise Refused(NOT_A_PHONE) from None
        if not phonenumbers.is_valid_number(number):
            raise Refused(NOT_A_PHONE)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def control(self, drawing: Drawing) -> Control:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "maxlength": "40"}
        return drawing.control("input", value=_national(typed(drawing.raw)), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "minLength": 3, "maxLength": PHONE_LENGTH}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text(_national(value)),)


class Email(Kind):
    """An e-mail address; whether its server exists is not asked."""

    name: ClassVar[str] = "email"

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        text = clean_line(value, EMAIL_LENGTH)
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError:
            raise Refused(NOT_AN_EMAIL) from None

    def control(self, drawing: Drawing) -> Control:
        attrs = {"type": "email", "inputmode": "email", "autocomplete": "email", "maxlength": "254"}
        return drawing.control("input", value=typed(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "format": "email", "maxLength": EMAIL_LENGTH}


def _national(number: str) -> str:
    """Show a Vietnamese mobile number as people write it: 0912 345 678."""
    mobile = MOBILE.fullmatch(number) if number.startswith("+84") else None
    if mobile is None:
        return number
    digits = f"0{mobile[1]}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
