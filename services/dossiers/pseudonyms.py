"""The name under which others see an applicant, and how a protected name is kept out of sight."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.kinds.text import ShortText
from forms.procedure import Procedure
from forms.vietnamese import search_key
from services.files.models import StoredFile

Json = Any
NUMBER = "{number}"
PERSON = "person_name"
HIDDEN = "…"
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def shown_name(procedure: Procedure, answers: Mapping[str, Json], number: str) -> str:
    """Give the applicant's name, or the pseudonym where the law protects it."""
    return _named(procedure, answers) or procedure.shown_as.pseudonym.vi.replace(NUMBER, number)


def protects(procedure: Procedure, answers: Mapping[str, Json]) -> bool:
    """Tell whether these answers keep the applicant's name secret."""
    return not _named(procedure, answers)


def without_names(procedure: Procedure, answers: Mapping[str, Json], text: str) -> str:
    """Blank the protected names in a text in which a person wrote them all the same."""
    for name in sorted(_protected(procedure.fields, answers), key=len, reverse=True):
        text = _blanked(text, name)
    return text


def rename(files: Iterable[StoredFile]) -> None:
    """Call files by neutral names: people name a scan after themselves."""
    for place, stored in enumerate(sorted(files, key=lambda one: (one.uploaded_at, one.id)), 1):
        ending = EXTENSION.search(stored.name)
        stored.name = f"tep-{place:02}{ending[0].lower() if ending else ''}"


def _named(procedure: Procedure, answers: Mapping[str, Json]) -> str:
    path = procedure.shown_as.applicant
    value = look_up(answers, path) if path else None
    return value if isinstance(value, str) else ""


def _protected(
    fields: Iterable[Field], answers: Mapping[str, Json], *, inside: bool = False
) -> Iterator[str]:
    """Find the names of people in whatever the procedure marks as identity."""
    for field in fields:
        value, hidden = answers.get(field.key), inside or field.identity
        if isinstance(field.kind, Group) and isinstance(value, Mapping):
            yield from _protected(field.kind.fields, value, inside=hidden)
        elif isinstance(field.kind, Repeat) and isinstance(value, list):
            for row in value:
                yield from _protected(field.kind.fields, row, inside=hidden)
        elif hidden and isinstance(value, str) and _is_name(field):
            yield value


def _is_name(field: Field) -> bool:
    return isinstance(field.kind, ShortText) and field.kind.pattern == PERSON


def _blanked(text: str, name: str) -> str:
    """Take a name out of a text, written with accents or without, in capitals or small letters."""
    words = r"\s+".join(re.escape(word) for word in search_key(name).split())
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    kept, end = [], 0
    for found in pattern.finditer(_folded(text)):
        kept += [text[end : found.start()], HIDDEN]
        end = found.end()
    return "".join([*kept, text[end:]])


def _folded(text: str) -> str:
    """Drop accents letter by letter, so that every place stays where it is."""
    return "".join(search_key(letter)[:1] or letter for letter in text)
