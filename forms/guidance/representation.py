"""Who may file for another, with which papers, and how a group names its representatives."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import marshmallow as ma

from forms.faults import Finding
from forms.field_file import KEY
from forms.file_words import Words
from forms.guidance.reading import HERE, read, twice
from forms.procedure import Citation
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape
from forms.text import Text

PEOPLE = ma.validate.Range(1, 100_000)


@dataclass(frozen=True, kw_only=True)
class Situation:
    key: str
    title: Text
    who: Text
    papers: Text
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class GroupSize:
    """How many representatives a group of so many people names; no last means any number."""

    first: int
    least: int
    most: int
    citation: Citation
    last: int | None = None


@dataclass(frozen=True, kw_only=True)
class GroupRule:
    text: Text
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Representation:
    situations: tuple[Situation, ...]
    groups: tuple[GroupSize, ...]
    group_rules: tuple[GroupRule, ...]


class SituationFile(Shape):
    makes = Situation
    key = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    who = Words(required=True)
    papers = Words(required=True)
    citations = ma.fields.List(ma.fields.Nested(CitationFile), required=True, validate=NOT_EMPTY)


class GroupSizeFile(Shape):
    makes = GroupSize
    first = ma.fields.Integer(required=True, strict=True, validate=PEOPLE, data_key="from")
    last = ma.fields.Integer(strict=True, validate=PEOPLE, data_key="to")
    least = ma.fields.Integer(required=True, strict=True, validate=PEOPLE)
    most = ma.fields.Integer(required=True, strict=True, validate=PEOPLE)
    citation = ma.fields.Nested(CitationFile, required=True)


class GroupRuleFile(Shape):
    makes = GroupRule
    text = Words(required=True)
    citation = ma.fields.Nested(CitationFile, required=True)


class RepresentationFile(Shape):
    makes = Representation
    situations = ma.fields.List(ma.fields.Nested(SituationFile), required=True, validate=NOT_EMPTY)
    groups = ma.fields.List(ma.fields.Nested(GroupSizeFile), required=True, validate=NOT_EMPTY)
    group_rules = ma.fields.List(ma.fields.Nested(GroupRuleFile), required=True)


def load(path: Path = HERE / "representation.yaml") -> Representation:
    return read(path, RepresentationFile, _findings)


def _findings(found: Representation) -> Iterator[Finding]:
    yield from twice(found.situations, "situations")
    for number, (before, after) in enumerate(pairwise(found.groups), start=1):
        if before.last is None or before.last + 1 != after.first:
            what = f"no rule, or two, for a group of {after.first - 1} people"
            yield ("groups", number), what, "let each group begin where the one before ends"
    for number, group in enumerate(found.groups):
        if group.least > group.most or (group.last and group.last < group.first):
            yield ("groups", number), "the smaller number stands last", "exchange the two"
    if found.groups[-1].last is not None:
        mend = "leave “to” out of the last entry"
        yield ("groups", len(found.groups) - 1), "larger groups have no rule", mend
