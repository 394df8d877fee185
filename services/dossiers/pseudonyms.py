"""The name under which others see an applicant, and how a protected name is kept out of sight."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.kinds.text import ShortText
from forms.places import found_at
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


class Names:
    """The protected names of one filing, to be taken out of every text that others see."""

    def __init__(self, procedure: Procedure, answers: Mapping[str, Json]) -> None:
        keys = {search_key(name) for name in _protected(procedure, answers)}
        self._names = [key.split() for key in sorted(keys, key=len, reverse=True) if key]

    def blanked(self, text: str) -> str:
        """Blank the names in a text in which a person wrote them all the same."""
        folded = _folded(text)
        for words in self._names:
            # Nearly every text holds no name, and to look for a word costs far less than a pattern.
            if words[-1] in folded and all(word in folded for word in words):
                text = _blanked(text, folded, words)
                folded = _folded(text)
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


def _protected(procedure: Procedure, answers: Mapping[str, Json]) -> Iterator[str]:
    """Find the names of people in whatever the procedure marks as identity."""
    for path in _paths(procedure):
        for _, name in found_at(answers, path):
            if isinstance(name, str):
                yield name


@cache
def _paths(procedure: Procedure) -> tuple[str, ...]:
    """List where protected names may stand; a version of a procedure never changes."""
    return tuple(_hidden(procedure.fields))


def _hidden(fields: Iterable[Field], prefix: str = "", *, inside: bool = False) -> Iterator[str]:
    for field in fields:
        path, hidden = prefix + field.key, inside or field.identity
        if isinstance(field.kind, Group | Repeat):
            yield from _hidden(field.kind.fields, f"{path}.", inside=hidden)
        elif hidden and _is_name(field):
            yield path


def _is_name(field: Field) -> bool:
    return isinstance(field.kind, ShortText) and field.kind.pattern == PERSON


def _blanked(text: str, folded: str, words: list[str]) -> str:
    """Take a name out of a text, written with accents or without, in capitals or small letters."""
    name = r"\s+".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w){name}(?!\w)")
    kept, end = [], 0
    for found in pattern.finditer(folded):
        kept += [text[end : found.start()], HIDDEN]
        end = found.end()
    return "".join([*kept, text[end:]])


def _folded(text: str) -> str:
    """Drop accents letter by letter, so that every place stays where it is."""
    return "".join(map(_letter, text))


@lru_cache(maxsize=2048)
def _letter(letter: str) -> str:
    return search_key(letter)[:1] or letter
