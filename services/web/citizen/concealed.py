"""Answers that the browser hid and so did not send: they stay as they were saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms import asked
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """What was sent, and one place of the form: its answers, those around it, its name."""

    sent: Collection[str]
    answers: Answers
    outer: Answers = field(default_factory=dict)
    prefix: str = ""

    def restored(self, fields: tuple[Field, ...], typed: Answers, kept: Answers) -> dict[str, Any]:
        """Give what was typed; and what is neither asked nor sent, as it was saved."""
        return {
            one.key: self._answer(one, typed[one.key], kept.get(one.key))
            for one in fields
            if one.key in typed
        }

    def _answer(self, one: Field, typed: Any, kept: Any) -> Any:
        if self._is_concealed(one):
            return typed if kept is None else kept
        if isinstance(one.kind, Group) and isinstance(typed, Mapping):
            inside = self._at(f"{self.prefix}{one.key}", self.answers.get(one.key), {})
            return inside.restored(one.kind.fields, typed, _mapping(kept))
        if isinstance(one.kind, Repeat) and isinstance(typed, list):
            return self._rows(one, one.kind, typed, kept)
        return typed

    def _rows(self, one: Field, repeat: Repeat, typed: list[Any], kept: Any) -> list[Any]:
        rows = kept if isinstance(kept, list) else []
        given = self.answers.get(one.key)
        found = given if isinstance(given, list) else []
        around = asked.within(self.answers, self.outer)
        return [
            self._at(f"{one.key}.{number}", _nth(found, number), around).restored(
                repeat.fields, row, _mapping(_nth(rows, number))
            )
            for number, row in enumerate(typed)
        ]

    def _at(self, name: str, answers: Any, outer: Answers) -> "Page":
        return replace(self, answers=_mapping(answers), outer=outer, prefix=f"{name}.")

    def _is_concealed(self, one: Field) -> bool:
        scope = asked.within(self.answers, self.outer)
        if one.when is None or one.when.holds(scope):
            return False
        names = one.kind.inputs(f"{self.prefix}{one.key}")
        return not any(name in self.sent for name in names)


def _nth(rows: list[Any], number: int) -> Any:
    return rows[number] if number < len(rows) else None


def _mapping(value: Any) -> Answers:
    return value if isinstance(value, Mapping) else {}
