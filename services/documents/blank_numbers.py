"""The numbers of the questions on a blank form, by which its conditions name them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from forms.condition_words import Finder
from forms.fields import Field
from forms.kinds.computed import Computed
from forms.kinds.group import Group
from forms.kinds.papers import Signature
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration, Static
from forms.procedure import Procedure, walk
from forms.text import Text

UNNUMBERED = Computed | Signature | Static | Declaration


@dataclass(frozen=True)
class Numbers:
    by_path: Mapping[str, str]
    fields: Mapping[str, Field]

    @classmethod
    def of(cls, procedure: Procedure) -> "Numbers":
        return cls(dict(_numbered(procedure)), dict(walk(procedure.fields)))

    def number(self, path: str) -> str:
        return self.by_path.get(path, "")

    def finder(self, prefix: str) -> Finder:
        """Find a question as a condition names it: in the same block or row, else outside."""

        def find(path: str) -> tuple[Text, Field] | None:
            place = prefix + path if prefix + path in self.fields else path
            field = self.fields.get(place)
            if field is None:
                return None
            number = self.by_path.get(place)
            return (
                Text(f"câu {number}", f"question {number}") if number else _quoted(field),
                field,
            )

        return find


def _quoted(field: Field) -> Text:
    return Text(f"“{field.label.vi}”", f"“{field.label.in_language('en')}”")


def _numbered(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Count through all pages; the parts of a block have letters, the columns of a list none."""
    count = 0
    for field in procedure.fields:
        if isinstance(field.kind, UNNUMBERED):
            continue
        count += 1
        yield field.key, str(count)
        if not isinstance(field.kind, Repeat):
            yield from _lettered(field, field.key, str(count))


def _lettered(field: Field, path: str, number: str) -> Iterator[tuple[str, str]]:
    if not isinstance(field.kind, Group):
        return
    letters = iter(ascii_lowercase)
    for part in field.kind.fields:
        if isinstance(part.kind, UNNUMBERED):
            continue
        here = f"{number}.{next(letters)}"
        yield f"{path}.{part.key}", here
        yield from _lettered(part, f"{path}.{part.key}", here)
