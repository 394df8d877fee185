"""Text made fit for print: what the fonts cannot draw is shown as a box, never lost in silence."""

import unicodedata
from typing import Any

from markupsafe import Markup

from pdf_templates.fonts import drawable_characters

DRAWABLE = drawable_characters()
MISSING = "\N{WHITE SQUARE}"  # Stands for a character that cannot be drawn.
LINE_ENDS = dict.fromkeys("\r\n\t\v\f\x85\u2028\u2029", " ")


def printable(value: Any) -> Any:
    """Return the text as it is printed; other values and finished markup pass unchanged."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value)
    return "".join(map(_drawn, text)) if not DRAWABLE.issuperset(text) else text


def paragraphs(text: str) -> list[str]:
    """Split what a person wrote into its paragraphs."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _drawn(character: str) -> str:
    if character in DRAWABLE:
        return character
    if character in LINE_ENDS:
        return LINE_ENDS[character]
    # Controls and joiners have no shape of their own: nothing visible is lost with them.
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else MISSING
