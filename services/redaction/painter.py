"""The process that draws pages and paints over them: a parcel on standard input, one on output.

Run: python -m services.redaction.painter AS_MUCH_AS (look or burn)

What it makes is drawn anew, point by point: no text, no picture and no fact about the file is left
beneath what is painted over.
"""

import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw, MpoImagePlugin, TiffImagePlugin

from services.confined import limits
from services.confined.limits import Allowance
from services.redaction import identifiers, parcels, sheets
from services.redaction.boxes import Box
from services.redaction.faults import NotDrawn
from services.redaction.sheets import Sheets
from services.redaction.words import Wanted

MIB = 1024**2
ALLOWANCES: Mapping[str, Allowance] = {
    "look": Allowance(cpu_seconds=20, clock_seconds=60, memory=1024 * MIB, most_told=16 * MIB),
    "burn": Allowance(cpu_seconds=150, clock_seconds=170, memory=1536 * MIB, most_told=128 * MIB),
}
# Pillow looks for them when a picture knows about itself; nothing can be opened then.
LOADED = (MpoImagePlugin, TiffImagePlugin)
INK = (0, 0, 0)
QUALITY = 80
PDF = "application/pdf"
Told = tuple[dict[str, Any], bytes]


def painted(opened: Sheets, page: int, boxes: Iterable[Box]) -> bytes:
    """Draw one page with its boxes, the same whenever it is asked for."""
    drawn = opened.drawn(page)
    pen = ImageDraw.Draw(drawn)
    for box in boxes:
        pen.rectangle(box.pixels(*drawn.size), fill=INK)
    # Into a new picture: nothing that the old one knew about itself comes along.
    kept = Image.new("RGB", drawn.size)
    kept.paste(drawn)
    written = BytesIO()
    kept.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def measured(opened: Sheets, _asked: dict[str, Any]) -> Told:
    return {"pages": opened.count}, b""


def looked_at(opened: Sheets, asked: dict[str, Any]) -> Told:
    """Draw one page, and tell where on it the words stand that were asked for."""
    page, boxes = int(asked["page"]), list(map(Box.of, asked["boxes"]))
    text = opened.text(page)
    wanted = [Wanted(said, loose) for said, loose in asked["wanted"]]
    wanted += [found.wanted for found in identifiers.in_text(text)]
    places = [box for box in opened.places(page, wanted) if not any(b.covers(box) for b in boxes)]
    head = {"found": [box.numbers for box in places], "has_text": bool(text.strip())}
    return head, painted(opened, page, boxes)


def burned(opened: Sheets, asked: dict[str, Any]) -> Told:
    boxes = {int(page): list(map(Box.of, some)) for page, some in asked["boxes"].items()}
    pages = range(1, opened.count + 1)
    if asked["content_type"] != PDF:
        return {"pages": 1}, painted(opened, 1, boxes.get(1, ()))
    with pikepdf.new() as made:
        for page in pages:
            _add(made, painted(opened, page, boxes.get(page, ())), opened.points(page))
        written = BytesIO()
        made.save(written, deterministic_id=True)
    return {"pages": len(pages)}, written.getvalue()


def _add(made: pikepdf.Pdf, picture: bytes, points: tuple[float, float]) -> None:
    width, height = points
    with Image.open(BytesIO(picture)) as opened:
        across, down = opened.size
    drawn = Stream(
        made,
        picture,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=across,
        Height=down,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    place = f"{width:.2f} 0 0 {height:.2f} 0 0 cm /P Do".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 2), round(height, 2)]),
        Resources=Dictionary(XObject=Dictionary(P=drawn)),
        Contents=Stream(made, place),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(page)))


DEEDS = {"measure": measured, "look": looked_at, "burn": burned}


def main(allowance: Allowance) -> None:
    # The readers of pictures are looked for when they are needed: nothing can be opened then.
    Image.preinit()
    limits.take_on(allowance)
    try:
        asked, content = parcels.unpacked(sys.stdin.buffer.read())
        opened = sheets.opened(asked["content_type"], content)
        told = DEEDS[asked["do"]](opened, asked)
    except NotDrawn as refused:
        told = {"refused": refused.fault}, b""
    except MemoryError:
        sys.exit(limits.OUT_OF_MEMORY)
    sys.stdout.buffer.write(parcels.packed(*told))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(ALLOWANCES[sys.argv[1]])
