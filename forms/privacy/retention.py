"""How long settled dossiers are kept, family by family; what is not known means kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import marshmallow as ma

from forms.faults import Finding
from forms.field_file import KEY
from forms.file_words import Words
from forms.guidance.reading import read, twice
from forms.procedure import Citation, Procedure
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape
from forms.text import Text

HERE = Path(__file__).parent
STARTS = ("closing", "next_year")
MOST_YEARS = 200
MOST_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Family:
    """One field of work; the last one takes what fits no other."""

    key: str
    name: Text
    fields_of_work: tuple[str, ...]
    years: int | None
    counts_from: str
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Retention:
    """hidden_days: how long a dossier is only hidden before it is really gone."""

    hidden_days: int
    families: tuple[Family, ...]

    def of(self, procedure: Procedure | None) -> Family:
        field = procedure.field_of_work.vi if procedure else ""
        fitting = (one for one in self.families if field in one.fields_of_work)
        return next(fitting, self.families[-1])


class FamilyFile(Shape):
    makes = Family
    key = ma.fields.String(required=True, validate=KEY)
    name = Words(required=True)
    fields_of_work = ma.fields.List(ma.fields.String(), required=True)
    years = ma.fields.Integer(
        required=True, allow_none=True, strict=True, validate=ma.validate.Range(1, MOST_YEARS)
    )
    counts_from = ma.fields.String(required=True, validate=ma.validate.OneOf(STARTS))
    citation = ma.fields.Nested(CitationFile, required=True)


class RetentionFile(Shape):
    makes = Retention
    hidden_days = ma.fields.Integer(
        required=True, strict=True, validate=ma.validate.Range(1, MOST_DAYS)
    )
    families = ma.fields.List(ma.fields.Nested(FamilyFile), required=True, validate=NOT_EMPTY)


def load(path: Path = HERE / "retention.yaml") -> Retention:
    return read(path, RetentionFile, _findings)


@cache
def shipped() -> Retention:
    """Give the periods that come with the service, read once."""
    return load()


def _findings(found: Retention) -> Iterator[Finding]:
    yield from twice(found.families, "families")
    last = len(found.families) - 1
    if found.families[last].fields_of_work:
        what = "procedures of other fields belong to no family"
        yield ("families", last), what, "end with a family whose list of fields is empty"
    for number, one in enumerate(found.families):
        if one.years is not None and one.citation.confidence == "?":
            mend = "name the article, or leave years: null"
            yield ("families", number, "years"), "a period without a settled source", mend
