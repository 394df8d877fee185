"""What the notice of a breach of personal data has to tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import marshmallow as ma

from forms.faults import Finding
from forms.field_file import KEY
from forms.file_words import Words
from forms.guidance.reading import read, twice
from forms.procedure import Citation
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape
from forms.text import Text

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing to tell; counts: it is filled in with numbers."""

    key: str
    title: Text
    counts: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """hours: within how many hours of finding out the authority is told."""

    title: Text
    citation: Citation
    hours: int
    parts: tuple[Part, ...]


class PartFile(Shape):
    makes = Part
    key = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    counts = ma.fields.Boolean()


class SheetFile(Shape):
    makes = Sheet
    title = Words(required=True)
    citation = ma.fields.Nested(CitationFile, required=True)
    hours = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 1000))
    parts = ma.fields.List(ma.fields.Nested(PartFile), required=True, validate=NOT_EMPTY)


def load(path: Path = HERE / "breach.yaml") -> Sheet:
    return read(path, SheetFile, _findings)


@cache
def shipped() -> Sheet:
    """Give the work sheet that comes with the service, read once."""
    return load()


def _findings(found: Sheet) -> Iterable[Finding]:
    return twice(found.parts, "parts")
