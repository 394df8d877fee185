"""A question of a procedure: its words, its place in the form and the kind of its answer."""

from dataclasses import dataclass

from forms.conditions import Condition
from forms.kinds.base import Kind
from forms.text import NO_TEXT, Text


@dataclass(frozen=True, eq=False, kw_only=True)
class Field:
    """One question. Fields are compared by identity: each belongs to one procedure version."""

    key: str
    kind: Kind
    label: Text
    hint: Text = NO_TEXT
    printed: str = ""  # What stands on Vietnamese papers instead of the label, often a question.
    required: bool = True
    when: Condition | None = None
    sensitive: bool = False  # Personal data: kept out of the search text.
    identity: bool = False  # Names a person whose identity the law protects.
    example: object = None
