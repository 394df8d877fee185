"""The parts of a form at a glance: its sections and questions, as far as they are written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.editing import kind_names
from forms.editing.askable import above, fields_of, words
from forms.editing.condition_words import said
from forms.text import NO_TEXT, Text


@dataclass(frozen=True)
class QuestionLine:
    """One question: where it stands, what it asks and when."""

    numbers: tuple[int, ...]
    key: str
    label: Text
    kind: Text
    is_required: bool
    when: Text = NO_TEXT
    inside: tuple["QuestionLine", ...] = ()


@dataclass(frozen=True)
class SectionLine:
    """One section; shared: the name by which the document takes it from elsewhere."""

    number: int
    key: str
    title: Text
    shared: str
    is_on_review: bool
    when: Text
    questions: tuple[QuestionLine, ...]


def outline(written: Sequence[Any], sections: Sequence[Any]) -> tuple[SectionLine, ...]:
    """List what stands in a document; ``sections`` are the same with the shared ones filled in."""
    return tuple(
        _section(number, one, sections)
        for number, one in enumerate(written)
        if number < len(sections)
    )


def _section(number: int, one: object, sections: Sequence[Any]) -> SectionLine:
    found = sections[number] if isinstance(sections[number], Mapping) else {}
    shared = str(one.get("part", "")) if isinstance(one, Mapping) else ""
    return SectionLine(
        number,
        str(found.get("key", "")),
        words(found.get("title")),
        shared,
        found.get("on") == "review",
        said(found.get("when"), above(sections, number)),
        tuple(questions(sections, number, ())),
    )


def questions(
    sections: Sequence[Any], section: int, numbers: tuple[int, ...]
) -> Iterator[QuestionLine]:
    """List the questions of a section, or of a block at these numbers in it."""
    block = sections[section]
    for number in numbers:
        block = fields_of(block)[number]
    for number, field in enumerate(fields_of(block)):
        here = (*numbers, number)
        yield QuestionLine(
            here,
            str(field.get("key", "")),
            words(field.get("label")),
            kind_names.name(str(field.get("kind", ""))),
            field.get("required") is not False,
            said(field.get("when"), above(sections, section, here)),
            tuple(questions(sections, section, here)),
        )
