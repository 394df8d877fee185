"""A procedure without its conditions: every question is asked, as previews show it."""

from dataclasses import replace

from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure, Section


def all_open(procedure: Procedure) -> Procedure:
    sections = tuple(_section(section) for section in procedure.sections)
    return replace(procedure, sections=sections)


def _section(section: Section) -> Section:
    return replace(section, when=None, fields=_fields(section.fields))


def _fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(replace(field, when=None, kind=_kind(field.kind)) for field in fields)


def _kind(kind: Kind) -> Kind:
    if isinstance(kind, Group | Repeat):
        return replace(kind, fields=_fields(kind.fields))
    return kind
