"""A QR code as one SVG path, which costs next to nothing to draw."""

from functools import lru_cache

import segno
from markupsafe import Markup

QUIET_ZONE = 2


@lru_cache(maxsize=256)
def qr_code(address: str, title: str) -> Markup:
    """Draw the address; the title is what a screen reader says."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="qr", lineclass=None, title=title
    )
    drawn = drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return Markup(drawn)  # noqa: S704  # segno escapes the title and draws the rest itself.
