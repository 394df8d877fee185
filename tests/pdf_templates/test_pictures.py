"""Signature pictures are redrawn, and hostile ones are refused."""

import io

import pytest
from PIL import Image

from pdf_templates.pictures import PRINTED_SIZE, PictureNotPrintable, printed_picture


def stored(picture: Image.Image, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    picture.save(target, format=kind)
    return target.getvalue()


def test_transparent_ground_becomes_white() -> None:
    printed = Image.open(io.BytesIO(printed_picture(stored(Image.new("RGBA", (4, 4))))))
    assert printed.getpixel((0, 0)) == (255, 255, 255)


def test_large_scan_is_made_as_small_as_it_is_printed() -> None:
    printed = Image.open(io.BytesIO(printed_picture(stored(Image.new("L", (3000, 1000)), "JPEG"))))
    assert printed.width == PRINTED_SIZE[0]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", stored(Image.new("1", (8000, 8000)))],
    ids=["empty", "cut short", "another kind", "far too large"],
)
def test_bad_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureNotPrintable):
        printed_picture(content)
