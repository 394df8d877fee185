"""The text by which an officer finds a dossier."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms import vietnamese
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure

Json = Any


def text(procedure: Procedure, answers: Mapping[str, Json]) -> str:
    """Join the answers without accents; personal numbers and protected names stay out."""
    return vietnamese.search_key(" ".join(_words(procedure.fields, answers)))


def _words(fields: tuple[Field, ...], answers: Mapping[str, Json]) -> Iterator[str]:
    for field in fields:
        value = answers.get(field.key)
        if value is None or field.sensitive or field.identity:
            continue
        if isinstance(field.kind, Group):
            yield from _words(field.kind.fields, value)
        elif isinstance(field.kind, Repeat):
            for row in value:
                yield from _words(field.kind.fields, row)
        elif field.kind.searched:
            yield from (line.vi for line in field.kind.shown(value))
