"""Which questions are asked, given the answers so far."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.fields import Field
from forms.kinds.base import NOTHING, worded
from forms.kinds.group import Group
from forms.kinds.repeat import TOO_FEW, Repeat
from forms.procedure import Procedure, Section
from forms.text import Text

Json = Any


def visible_sections(procedure: Procedure, raw: Mapping[str, Json]) -> tuple[Section, ...]:
    """List the sections that these answers lead to, in order."""
    kept: dict[str, Json] = {}
    shown = []
    for section in procedure.sections:
        if section.when is None or section.when.holds(kept):
            shown.append(section)
            keep(section.fields, raw, missing={}, kept=kept)
    return tuple(shown)


def visible_fields(section: Section, kept: Mapping[str, Json]) -> tuple[Field, ...]:
    """List the fields of a section that the kept answers (of the whole form) lead to."""
    return tuple(field for field in section.fields if not field.when or field.when.holds(kept))


def kept_answers(
    procedure: Procedure, raw: Mapping[str, Json], missing: dict[str, Text]
) -> dict[str, Json]:
    """Drop what is not asked or left blank; note in ``missing`` what is asked and not answered.

    A condition looks only at fields above it, so one pass in order settles everything: the
    answer to a hidden question is dropped before anything can depend on it.
    """
    kept: dict[str, Json] = {}
    for section in procedure.sections:
        if section.when is None or section.when.holds(kept):
            keep(section.fields, raw, missing=missing, kept=kept)
    return kept


def keep(
    fields: tuple[Field, ...],
    raw: Mapping[str, Json],
    *,
    missing: dict[str, Text],
    kept: dict[str, Json] | None = None,
    around: Mapping[str, Json] = NOTHING,
) -> dict[str, Json]:
    """Keep what is asked of these fields; ``around`` are answers above them."""
    return _Pass(missing, "", around).keep(fields, raw, {} if kept is None else kept)


@dataclass(frozen=True)
class _Pass:
    """One walk over fields: where they stand, and what their conditions may look at besides."""

    missing: dict[str, Text]
    prefix: str
    outer: Mapping[str, Json]

    def keep(
        self, fields: tuple[Field, ...], raw: Mapping[str, Json], kept: dict[str, Json]
    ) -> dict[str, Json]:
        scope = within(kept, self.outer)
        for field in fields:
            if not field.kind.answered or (field.when and not field.when.holds(scope)):
                continue
            value = raw.get(field.key)
            if isinstance(field.kind, Group):
                self._group(field, field.kind, value, kept)
            elif isinstance(field.kind, Repeat):
                self._rows(field, field.kind, value, kept)
            elif not field.kind.is_blank(value):
                kept[field.key] = value
            elif field.required:
                self._miss(field, field.kind.missing)
        return kept

    def _miss(self, field: Field, message: Text, **values: object) -> None:
        self.missing[self.prefix + field.key] = worded(message, label=field.label, **values)

    def _group(self, field: Field, group: Group, value: Json, kept: dict[str, Json]) -> None:
        inside = _Pass(self.missing, f"{self.prefix}{field.key}.", {})
        if group.is_blank(value):
            if field.required:
                inside.keep(group.fields, {}, {})
        elif isinstance(value, Mapping):
            kept[field.key] = inside.keep(group.fields, value, {}) | _unknown(group.fields, value)
        else:
            kept[field.key] = value  # Refused later, where the shape is checked.

    def _rows(self, field: Field, repeat: Repeat, value: Json, kept: dict[str, Json]) -> None:
        if repeat.is_refused(value):
            kept[field.key] = value  # Told later, at the field, without a look at the rows.
            return
        rows = value if isinstance(value, list) else []
        filled = sum(not repeat.is_blank_row(row) for row in rows)
        least = repeat.min_rows if field.required or filled else 0
        if filled < least:
            self._miss(field, TOO_FEW, limit=least)
        if filled:
            scope = within(kept, self.outer)
            path = f"{self.prefix}{field.key}"
            kept[field.key] = [
                _Pass(self.missing, f"{path}.{number}.", scope).row(repeat, row)
                for number, row in enumerate(rows)
            ]

    def row(self, repeat: Repeat, row: Json) -> Json:
        """Keep the place of a blank row, so that errors count rows as the page does."""
        if repeat.is_blank_row(row):
            return {}
        if not isinstance(row, Mapping):
            return row
        return self.keep(repeat.fields, row, {}) | _unknown(repeat.fields, row)


def within(kept: Mapping[str, Json], outer: Mapping[str, Json]) -> Mapping[str, Json]:
    """Look at the answers of a row first, then at those around it."""
    if not outer:
        return kept
    return ChainMap(kept, outer)  # type: ignore[arg-type] # Nothing is written through it.


def _unknown(fields: tuple[Field, ...], value: Mapping[str, Json]) -> dict[str, Json]:
    known = {child.key for child in fields}
    return {key: value[key] for key in value if key not in known}
