"""What a person may ask about the own data, and why the law may still require keeping it."""

from collections.abc import Iterator
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
# What the code asks for by name; the words belong to the file.
KEEPING = ("settlement", "archive", "unsettled", "hold")
DELETION = "deletion"


class UnknownRight(Exception):
    """Nothing of this name can be asked for."""


@dataclass(frozen=True, kw_only=True)
class Right:
    key: str
    label: Text
    hint: Text
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a dossier is kept."""

    key: str
    text: Text
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Rights:
    law: Citation
    rights: tuple[Right, ...]
    keeping: tuple[Reason, ...]

    def right(self, key: str) -> Right:
        """Give a right.

        Raises:
            UnknownRight: there is none of this name.

        """
        for one in self.rights:
            if one.key == key:
                return one
        raise UnknownRight(key)

    def reason(self, key: str) -> Reason:
        return {one.key: one for one in self.keeping}[key]


class RightFile(Shape):
    makes = Right
    key = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    hint = Words(required=True)
    citation = ma.fields.Nested(CitationFile, required=True)


class ReasonFile(Shape):
    makes = Reason
    key = ma.fields.String(required=True, validate=KEY)
    text = Words(required=True)
    citation = ma.fields.Nested(CitationFile, required=True)


class RightsFile(Shape):
    makes = Rights
    law = ma.fields.Nested(CitationFile, required=True)
    rights = ma.fields.List(ma.fields.Nested(RightFile), required=True, validate=NOT_EMPTY)
    keeping = ma.fields.List(ma.fields.Nested(ReasonFile), required=True, validate=NOT_EMPTY)


def load(path: Path = HERE / "rights.yaml") -> Rights:
    return read(path, RightsFile, _findings)


@cache
def shipped() -> Rights:
    """Give the rights that come with the service, read once."""
    return load()


def _findings(found: Rights) -> Iterator[Finding]:
    yield from twice(found.rights, "rights")
    yield from twice(found.keeping, "keeping")
    for key in sorted(set(KEEPING) - {one.key for one in found.keeping}):
        yield ("keeping",), f"the reason “{key}” has no words", "add it"
    if DELETION not in {one.key for one in found.rights}:
        yield ("rights",), f"nobody may ask for “{DELETION}”", "add it"
