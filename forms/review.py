"""The answers as the person saw them, frozen for the review page, the paper and the dossier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from forms import asked
from forms.fields import Field
from forms.kinds.agencies import Agency
from forms.kinds.base import NOTHING
from forms.kinds.computed import Computed
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure
from forms.text import NO_TEXT, Text

Json = Any


def frozen(
    procedure: Procedure,
    answers: Mapping[str, Json],
    *,
    today: date | None = None,
    agencies: Mapping[str, str] = NOTHING,
) -> list[dict[str, Json]]:
    """Write every question asked and its answer, with the labels of this version.

    ``answers`` are canonical, as ``forms.answers.check`` returns them. Without ``today`` the
    values that depend on the day stay open; ``agencies`` names the agencies by code.
    """
    sections = asked.visible_sections(procedure, answers)
    writer = _Writer(answers, today, agencies)
    return [
        {
            "key": section.key,
            "title": _both(section.title),
            "rows": list(writer.rows(asked.visible_fields(section, answers), answers)),
        }
        for section in sections
    ]


@dataclass(frozen=True)
class _Writer:
    """Where in the form the writing stands: the answers around, the path, the row."""

    scope: Mapping[str, Json]
    today: date | None
    agencies: Mapping[str, str]
    prefix: str = ""
    row: Text = NO_TEXT
    is_protected: bool = False

    def rows(
        self, fields: tuple[Field, ...], answers: Mapping[str, Json]
    ) -> Iterator[dict[str, Json]]:
        for field in fields:
            if self.prefix and field.when and not field.when.holds(self.scope):
                continue
            if isinstance(field.kind, Computed):
                found = field.kind.worked_out(self.scope, self.today)
                yield self._line(field, (found,) if found else (), ())
            elif field.kind.answered:
                yield from self._answered(field, answers.get(field.key))

    def _answered(self, field: Field, value: Json) -> Iterator[dict[str, Json]]:
        if isinstance(field.kind, Repeat) and value:
            yield from self._repeated(field, field.kind, value)
        elif isinstance(field.kind, Group) and not field.kind.one_line:
            inner = value if isinstance(value, Mapping) else {}
            if inner or field.required:
                block = replace(
                    self,
                    scope=inner,
                    prefix=f"{self.prefix}{field.key}.",
                    is_protected=self.is_protected or field.identity,
                )
                yield from block.rows(field.kind.fields, inner)
        elif value is None or field.kind.is_blank(value):
            yield self._line(field, (), ())
        else:
            yield self._line(field, self._shown(field, value), field.kind.files(value))

    def _repeated(self, field: Field, repeat: Repeat, rows: Json) -> Iterator[dict[str, Json]]:
        for number, row in enumerate(rows):
            place = replace(
                self,
                scope={**self.scope, **{child.key: None for child in repeat.fields}, **row},
                prefix=f"{self.prefix}{field.key}.{number}.",
                row=repeat.row_label(number),
                is_protected=self.is_protected or field.identity,
            )
            yield from place.rows(repeat.fields, row)

    def _shown(self, field: Field, value: Json) -> tuple[Text, ...]:
        if isinstance(field.kind, Agency):
            return (Text(self.agencies.get(value, value)),)
        return field.kind.shown(value)

    def _line(
        self, field: Field, shown: tuple[Text, ...], files: tuple[str, ...]
    ) -> dict[str, Json]:
        printed = field.printed or field.label.vi
        line = {
            "key": self.prefix + field.key,
            "label": _both(self._in_row(field.label)),
            "printed": self._in_row(Text(printed)).vi,
            "value": [_both(line) for line in shown],
            "files": list(files),
        }
        # Whoever shows the row elsewhere must know that it names a protected person.
        return line | {"identity": True} if self.is_protected or field.identity else line

    def _in_row(self, label: Text) -> Text:
        if not self.row.vi:
            return label
        en = f"{self.row.in_language('en')}: {label.in_language('en')}"
        return Text(f"{self.row.vi}: {label.vi}", en)


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.in_language("en")}
