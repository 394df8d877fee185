"""Texts in a procedure file: Vietnamese and English side by side."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from forms.own_field import OwnField
from forms.text import Text

LONGEST = 5000


class Words(OwnField[Text]):
    """``{vi: …, en: …}``; both are wanted, since each page can be read in both languages."""

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Text:
        if not isinstance(value, Mapping):
            raise ma.ValidationError("Not a text in two languages.")
        errors: dict[str, Any] = {
            str(key): ["Unknown field."] for key in value if key not in {"vi", "en"}
        }
        for language in ("vi", "en"):
            if fault := _fault(value.get(language)):
                errors[language] = [fault]
        if errors:
            raise ma.ValidationError(errors)
        return Text(vi=value["vi"].strip(), en=value["en"].strip())


def _fault(text: object) -> str:
    if text is None:
        return "Missing data for required field."
    if not isinstance(text, str):
        return "Not a valid string."
    if not text.strip():
        return "Empty text."
    return "Text too long." if len(text) > LONGEST else ""
