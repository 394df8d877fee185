"""The list of a filing that a file may fill: where it stands and what it holds now."""

from dataclasses import dataclass
from typing import Any

from forms import asked, rows
from forms.fields import Field
from forms.kinds.repeat import Repeat
from forms.procedure import Section
from services.web.citizen.attempts import Attempt


@dataclass(frozen=True)
class Place:
    attempt: Attempt
    section: Section
    field: Field
    repeat: Repeat

    @property
    def rows(self) -> list[Any]:
        """Give the rows that are filled in already."""
        return rows.filled(self.attempt.raw.get(self.field.key))

    @property
    def is_asked(self) -> bool:
        kept = asked.kept_answers(self.attempt.procedure, self.attempt.raw, {})
        return self.field in asked.visible_fields(self.section, kept)


def find(attempt: Attempt, section: Section, key: str) -> Place | None:
    """Find a list of the page; none if there is no such list, or none that takes a file."""
    for field in section.fields:
        if field.key == key and isinstance(field.kind, Repeat) and field.kind.upload:
            return Place(attempt, section, field, field.kind)
    return None
