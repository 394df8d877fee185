"""Give back the zeros that spreadsheets drop from the front of numbers, where no doubt is left."""

import re
from datetime import date

from forms.kinds.base import Refused
from forms.kinds.identity import BY_DOCUMENT, PERSONAL, TaxCode

PERSONAL_LENGTH = 12
TAX_LENGTH = 10
# Nine digits that begin like this are a mobile number without its zero, and nothing else.
MOBILE = re.compile("[35789][0-9]{8}")
# The three digits of a province are 001 to 096: one zero is dropped, or two.
WITHOUT_ZEROS = re.compile("[1-9][0-9]{9,10}")
ANY_DAY = date(2000, 1, 1)


def padded(text: str, length: int) -> str:
    """Fill a code up to its length; what is no code stays as it is."""
    return text.zfill(length) if text.isascii() and text.isdigit() else text


def phone(text: str) -> str:
    return f"0{text}" if MOBILE.fullmatch(text) else text


def identity_number(text: str, document: object) -> str:
    """Fill up a number of twelve digits, if the paper beside it is one that has them."""
    has_twelve = isinstance(document, str) and BY_DOCUMENT.get(document) is PERSONAL
    return text.zfill(PERSONAL_LENGTH) if has_twelve and WITHOUT_ZEROS.fullmatch(text) else text


def tax_code(kind: TaxCode, text: str) -> str:
    """Fill up a tax code if its check digit then proves it right."""
    if len(text) != TAX_LENGTH - 1 or not (text.isascii() and text.isdigit()):
        return text
    try:
        kind.check(f"0{text}", ANY_DAY, {})
    except Refused:
        return text
    return f"0{text}"
