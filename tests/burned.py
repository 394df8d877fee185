"""Look for words in a file in every way in which they may be left in it."""

import re
import shutil
import subprocess
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
from PIL import Image

PDFTOTEXT = shutil.which("pdftotext") or "pdftotext"
CODES = ("utf-8", "utf-16-be", "utf-16-le", "cp1258", "latin-1")


def hidden_in(content: bytes, secrets: Iterable[str]) -> list[str]:
    """Name what is left: words, text at all, pictures that are not pages, facts about the file."""
    found = [secret for secret in secrets for part in parts(content) if _holds(part, secret)]
    return found + (
        _left_in_pdf(content) if content.startswith(b"%PDF") else _left_in_jpeg(content)
    )


def parts(content: bytes) -> Iterator[bytes]:
    """Give the file as it is, and all that is packed in it."""
    yield content
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            continue


def _holds(part: bytes, secret: str) -> bool:
    return any(spelt in part for spelt in _spelt(secret)) or any(
        spelt.hex().encode() in part.lower() for spelt in _spelt(secret)
    )


def _spelt(secret: str) -> Iterator[bytes]:
    for form in ("NFC", "NFD"):
        said = unicodedata.normalize(form, secret)
        for code in CODES:
            yield said.encode(code, "ignore") or b"\x00nothing"


def _left_in_pdf(content: bytes) -> list[str]:
    told = subprocess.run([PDFTOTEXT, "-", "-"], input=content, capture_output=True, check=True)
    left = ["text"] if told.stdout.strip() else []
    with pikepdf.open(BytesIO(content)) as pdf:
        pictures = 0
        for thing in pdf.objects:
            names = {str(key) for key in thing.keys()} if hasattr(thing, "keys") else set()  # noqa: SIM118 - of pikepdf
            left += sorted(names & {"/Font", "/Metadata", "/Annots", "/AcroForm", "/EmbeddedFiles"})
            pictures += isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        left += ["pictures"] if pictures != len(pdf.pages) else []
        left += ["docinfo"] if len(pdf.docinfo) else []
    return left


def _left_in_jpeg(content: bytes) -> list[str]:
    with Image.open(BytesIO(content)) as picture:
        facts = {str(fact) for fact in picture.info} - {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
        }
        return sorted(facts) + (["exif"] if picture.getexif() else [])
