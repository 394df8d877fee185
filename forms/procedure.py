"""An administrative procedure: all that its file says, as frozen values."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from forms.conditions import Condition
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.text import NO_TEXT, Text

Confidence = Literal["S", "K", "?"]  # Found in a source, general knowledge, not settled.
Unit = Literal["working_days", "calendar_days"]
AgencyLevel = Literal["commune", "province", "ministry"]
Page = Literal["step", "review"]


class UnknownSection(Exception):
    """The procedure has no section of this key."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """How much of the procedure can be done online; less than all needs a published reason."""

    kind: Literal["full", "partial"]
    confidence: Confidence
    reason: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Citation:
    text: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A time limit of the law: so many days from an event in the life of the dossier."""

    key: str
    label: Text
    amount: int
    unit: Unit
    start: str
    citation: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperAsked:
    name: Text
    required: bool
    note: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper that the system issues when something happens.

    closing: what a petition asks for in the end, in the words of its form
    """

    name: str
    on: str
    title: Text
    closing: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long dossiers are kept; null while the law's number is not known."""

    years: int | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownAs:
    """Where lists and papers find the applicant's name and the matter in one line: dotted paths.

    Where the law protects the applicant, no path leads to the name: the pseudonym stands for it,
    and wherever the named field is not answered. In a pseudonym, {number} is the dossier's number.
    """

    subject: str
    applicant: str = ""
    pseudonym: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class LimitationCount:
    """Which rule of forms/guidance/limitation.yaml counts from which date question, and when."""

    rule: str
    start: str
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Limitation:
    """How the answers tell whether the time to complain has passed; the first that fits counts.

    obstacle_from, obstacle_to: the date questions about what kept the person away
    """

    counts: tuple[LimitationCount, ...]
    obstacle_from: str = ""
    obstacle_to: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Section:
    """One page of questions, or a part of the review page."""

    key: str
    title: Text
    fields: tuple[Field, ...]
    hint: Text = NO_TEXT
    when: Condition | None = None
    on: Page = "step"
    guide: str = ""  # A page of the guidance that the section links to.


@dataclass(frozen=True, eq=False, kw_only=True)
class Procedure:
    """One version of one procedure; compared by identity, since versions never change.

    text: the very document from which it was read
    shared: the sections and blocks that the document only names; see forms/shared.py
    """

    slug: str
    code: str
    national_code: bool
    version: int
    effective_from: date
    title: Text
    summary: Text
    level: Level
    agency_levels: tuple[AgencyLevel, ...]
    who_may_file: Text
    fee: Text
    papers: tuple[PaperAsked, ...]
    result: Text
    steps: tuple[Text, ...]
    legal_basis: tuple[Citation, ...]
    deadlines: tuple[Deadline, ...]
    workflow: str
    documents: tuple[Document, ...]
    retention: Retention
    shown_as: ShownAs
    sections: tuple[Section, ...]
    effective_to: date | None = None
    published: bool = True  # What is not published is checked and previewed, never offered.
    field_of_work: Text = NO_TEXT
    instance: int | None = None  # First or second instance of a complaint.
    code_lists: Mapping[str, tuple[str, ...]]
    text: str = ""
    shared: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    limitation: Limitation | None = None

    def section(self, key: str) -> Section:
        for section in self.sections:
            if section.key == key:
                return section
        raise UnknownSection(key)

    @property
    def steps_to_fill(self) -> tuple[Section, ...]:
        """List the sections that have a page of their own."""
        return tuple(section for section in self.sections if section.on == "step")

    @property
    def review_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.on == "review")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def repeats(self) -> Mapping[str, Repeat]:
        return {field.key: field.kind for field in self.fields if isinstance(field.kind, Repeat)}

    def line(self, key: str) -> int:
        """Find the line of the document on which a key of the head stands."""
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if line.startswith(f"{key}:")), 1)

    def deadline(self, key: str) -> Deadline | None:
        return next((deadline for deadline in self.deadlines if deadline.key == key), None)

    def deadline_from(self, events: tuple[str, ...]) -> Deadline | None:
        """Give the first deadline that one of these events starts."""
        return next((deadline for deadline in self.deadlines if deadline.start in events), None)

    def document(self, name: str) -> Document | None:
        return next((document for document in self.documents if document.name == name), None)

    def issued_in(self, state: str) -> tuple[str, ...]:
        """Name the documents that a dossier calls for when it is begun in this state."""
        return tuple(document.name for document in self.documents if document.on == state)

    @cached_property
    def identity_paths(self) -> frozenset[str]:
        """The fields, blocks included, that name a person whom the law protects."""
        return frozenset(path for path, field in walk(self.fields) if field.identity)

    @property
    def is_sealed(self) -> bool:
        """Whether filings may name people whom the law protects, so that they are sealed."""
        return bool(self.identity_paths)

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


def walk(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Go through all fields, blocks before what they hold, with their dotted paths.

    The fields of a row have paths without a number.
    """
    for field in fields:
        path = prefix + field.key
        yield path, field
        if isinstance(field.kind, Group | Repeat):
            yield from walk(field.kind.fields, f"{path}.")
