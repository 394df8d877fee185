"""Pages of a stranger's file as pictures, and where words stand on them; for `painter` alone."""

import ctypes
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Protocol

import pypdfium2 as pdfium
from PIL import Image, ImageOps
from pypdfium2 import raw

from services.redaction import words
from services.redaction.boxes import Box, NoBox
from services.redaction.faults import MOST_PAGES, Fault, NotDrawn
from services.redaction.words import Wanted

POINTS_AN_INCH, DOTS_AN_INCH = 72, 150
LONGEST_SIDE = 2600
MOST_PIXELS = 60_000_000
MOST_LETTERS = 100_000
FINE = 100_000  # Parts of a page in which PDFium tells where a letter stands.
WHITE = (255, 255, 255)
Corners = tuple[float, float, float, float]


class Sheets(Protocol):
    """A file, page by page."""

    @property
    def count(self) -> int: ...
    def drawn(self, page: int) -> Image.Image: ...
    def points(self, page: int) -> tuple[float, float]: ...
    def text(self, page: int) -> str: ...
    def places(self, page: int, wanted: Iterable[Wanted]) -> list[Box]: ...


class Pdf:
    """A PDF, as PDFium draws it; no script in it is run."""

    def __init__(self, content: bytes) -> None:
        try:
            self._pdf = pdfium.PdfDocument(content)
            self._pdf.init_forms()
        except pdfium.PdfiumError as error:
            locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
            raise NotDrawn(Fault.LOCKED if locked else Fault.DAMAGED) from None
        if self.count > MOST_PAGES:
            raise NotDrawn(Fault.TOO_MANY_PAGES)

    @property
    def count(self) -> int:
        return len(self._pdf)

    def drawn(self, page: int) -> Image.Image:
        width, height = self.points(page)
        scale = min(DOTS_AN_INCH / POINTS_AN_INCH, LONGEST_SIDE / max(width, height))
        bitmap = self._page(page).render(scale=scale, may_draw_forms=True)
        drawn: Image.Image = bitmap.to_pil()
        return drawn.convert("RGB")

    def points(self, page: int) -> tuple[float, float]:
        width, height = self._page(page).get_size()
        if min(width, height) < 1:
            raise NotDrawn(Fault.DAMAGED)
        return width, height

    def text(self, page: int) -> str:
        return "".join(map(chr, self._letters(self._page(page).get_textpage())))

    def places(self, page: int, wanted: Iterable[Wanted]) -> list[Box]:
        opened = self._page(page)
        letters = opened.get_textpage()
        text = "".join(map(chr, self._letters(letters)))
        return [
            box
            for start, end in words.spans(text, wanted)
            for line in _lines(_corners(letters, range(start, end)))
            if (box := _box(opened, line))
        ]

    def _letters(self, letters: pdfium.PdfTextPage) -> list[int]:
        most = min(letters.count_chars(), MOST_LETTERS)
        return [raw.FPDFText_GetUnicode(letters.raw, at) for at in range(most)]

    def _page(self, page: int) -> pdfium.PdfPage:
        return self._pdf[page - 1]


def _corners(letters: pdfium.PdfTextPage, which: Iterable[int]) -> Iterator[Corners]:
    for at in which:
        left, bottom, right, top = letters.get_charbox(at, loose=True)
        if right > left and top > bottom:
            yield left, bottom, right, top


def _lines(corners: Iterable[Corners]) -> list[Corners]:
    """Join the letters of each line; a phrase may go on in the next."""
    lines: list[Corners] = []
    for one in corners:
        if lines and lines[-1][1] <= (one[1] + one[3]) / 2 <= lines[-1][3]:
            left, bottom, right, top = lines[-1]
            lines[-1] = (
                min(left, one[0]),
                min(bottom, one[1]),
                max(right, one[2]),
                max(top, one[3]),
            )
        else:
            lines.append(one)
    return lines


def _box(page: pdfium.PdfPage, corners: Corners) -> Box | None:
    """Turn corners on the paper into a box on the page as it is seen, which may be turned."""
    ends = [_seen(page, corners[0], corners[1]), _seen(page, corners[2], corners[3])]
    (left, right), (top, bottom) = (sorted(end[at] for end in ends) for at in (0, 1))
    try:
        return Box.of((left, top, right - left, bottom - top))
    except NoBox:
        return None


def _seen(page: pdfium.PdfPage, across: float, up: float) -> tuple[float, float]:
    x, y = ctypes.c_int(), ctypes.c_int()
    place = (across, up, ctypes.byref(x), ctypes.byref(y))
    raw.FPDF_PageToDevice(page.raw, 0, 0, FINE, FINE, 0, *place)
    return x.value / FINE * 100, y.value / FINE * 100


class Picture:
    """A picture: one page, and no text that a machine could find."""

    count = 1

    def __init__(self, content: bytes) -> None:
        try:
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotDrawn(Fault.TOO_LARGE)
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                self._picture = _upright(opened)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            raise NotDrawn(Fault.DAMAGED) from None

    def drawn(self, page: int) -> Image.Image:  # noqa: ARG002 - there is one page
        return self._picture.copy()

    def points(self, page: int) -> tuple[float, float]:  # noqa: ARG002 - likewise
        width, height = self._picture.size
        return width, height

    def text(self, page: int) -> str:  # noqa: ARG002 - likewise
        return ""

    def places(self, page: int, wanted: Iterable[Wanted]) -> list[Box]:  # noqa: ARG002 - likewise
        return []


def _upright(opened: Image.Image) -> Image.Image:
    """Turn it as its camera meant, on white where it is transparent."""
    turned = ImageOps.exif_transpose(opened).convert("RGBA")
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", turned.size, WHITE)
    paper.paste(turned, mask=turned)
    return paper


KINDS: dict[str, type[Pdf | Picture]] = {
    "application/pdf": Pdf,
    "image/jpeg": Picture,
    "image/png": Picture,
}


def opened(content_type: str, content: bytes) -> Sheets:
    """Open a file.

    Raises:
        NotDrawn: it is locked, damaged, too large, or of another kind.

    """
    if content_type not in KINDS:
        raise NotDrawn(Fault.KIND)
    return KINDS[content_type](content)
