"""Signature pictures, redrawn before they are printed: nothing of the sent file gets through."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 20_000_000
PRINTED_SIZE = (900, 450)


class PictureNotPrintable(ValueError):
    """The picture cannot be read or is far too large for a signature."""


def printed_picture(content: bytes) -> bytes:
    """Return the picture on white ground, no larger than it is printed, as a plain PNG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _opened(content)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as trouble:
        raise PictureNotPrintable(str(trouble)) from trouble
    picture.thumbnail(PRINTED_SIZE)
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    printed = io.BytesIO()
    ground.save(printed, format="PNG")
    return printed.getvalue()


def _opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
    if picture.width * picture.height > MOST_PIXELS:
        raise UnidentifiedImageError(f"{picture.width} × {picture.height} pixels")
    return picture.convert("RGBA")
