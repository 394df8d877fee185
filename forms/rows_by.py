"""How many rows a list needs, by how many people stand elsewhere in the form."""

from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from forms.file_words import Words
from forms.text import Text

MOST_PEOPLE = 100_000
COUNT = ma.validate.Range(0, MOST_PEOPLE)


@dataclass(frozen=True)
class Step:
    """From so many people on: at least and at most so many rows, and what to say otherwise."""

    start: int
    least: int
    most: int
    message: Text


@dataclass(frozen=True)
class RowsBy:
    """The people are the rows of the list ``of``, or a number, and ``plus`` who stand apart."""

    of: str
    plus: int
    steps: tuple[Step, ...]

    def step(self, people: int) -> Step | None:
        """Give the last step that so many people reach."""
        reached = [step for step in self.steps if step.start <= people]
        return reached[-1] if reached else None


class StepFile(ma.Schema):
    start = ma.fields.Integer(required=True, strict=True, validate=COUNT, data_key="from")
    least = ma.fields.Integer(strict=True, validate=COUNT, data_key="min", load_default=0)
    most = ma.fields.Integer(strict=True, validate=COUNT, data_key="max", load_default=MOST_PEOPLE)
    message = Words(required=True)

    @ma.post_load
    def make(self, found: dict[str, Any], **_: Any) -> Step:
        return Step(**found)


class RowsByFile(ma.Schema):
    of = ma.fields.String(required=True)
    plus = ma.fields.Integer(strict=True, validate=COUNT, load_default=0)
    steps = ma.fields.List(
        ma.fields.Nested(StepFile), required=True, validate=ma.validate.Length(min=1)
    )

    @ma.post_load
    def make(self, found: dict[str, Any], **_: Any) -> RowsBy:
        return RowsBy(found["of"], found["plus"], tuple(found["steps"]))
