"""Which questions are asked, given the answers so far."""

from collections.abc import Mapping
from typing import Any

from forms.fields import Field
from forms.kinds.base import worded
from forms.kinds.group import Group
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
            kept |= keep(section.fields, raw, missing={})
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
    prefix: str = "",
) -> dict[str, Json]:
    kept = {} if kept is None else kept
    for field in fields:
        if not field.kind.answered or (field.when and not field.when.holds(kept)):
            continue
        value = raw.get(field.key)
        if isinstance(field.kind, Group):
            _keep_group(field, field.kind, value, missing, kept, prefix)
        elif not field.kind.is_blank(value):
            kept[field.key] = value
        elif field.required:
            missing[prefix + field.key] = worded(field.kind.missing, label=field.label)
    return kept


def _keep_group(
    field: Field,
    group: Group,
    value: Json,
    missing: dict[str, Text],
    kept: dict[str, Json],
    prefix: str,
) -> None:
    if group.is_blank(value):
        if field.required:
            keep(group.fields, {}, missing=missing, prefix=f"{prefix}{field.key}.")
        return
    if not isinstance(value, Mapping):
        kept[field.key] = value  # Refused later, where the shape is checked.
        return
    inner = keep(group.fields, value, missing=missing, prefix=f"{prefix}{field.key}.")
    known = {child.key for child in group.fields}
    kept[field.key] = inner | {key: value[key] for key in value if key not in known}
