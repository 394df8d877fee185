"""The answers as the person saw them, frozen for the review page, the paper and the dossier."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms import asked
from forms.fields import Field
from forms.kinds.group import Group
from forms.procedure import Procedure
from forms.text import Text

Json = Any


def frozen(procedure: Procedure, answers: Mapping[str, Json]) -> list[dict[str, Json]]:
    """Write every question asked and its answer, with the labels of this version.

    ``answers`` are canonical, as ``forms.answers.check`` returns them.
    """
    sections = asked.visible_sections(procedure, answers)
    return [
        {
            "key": section.key,
            "title": _both(section.title),
            "rows": list(_rows(asked.visible_fields(section, answers), answers)),
        }
        for section in sections
    ]


def _rows(
    fields: tuple[Field, ...], answers: Mapping[str, Json], prefix: str = ""
) -> Iterator[dict[str, Json]]:
    for field in fields:
        if not field.kind.answered or (field.when and prefix and not field.when.holds(answers)):
            continue
        value = answers.get(field.key)
        if isinstance(field.kind, Group) and not field.kind.one_line:
            inner = value if isinstance(value, Mapping) else {}
            if inner or field.required:
                yield from _rows(field.kind.fields, inner, f"{prefix}{field.key}.")
        else:
            yield _row(field, prefix + field.key, value)


def _row(field: Field, path: str, value: Json) -> dict[str, Json]:
    is_empty = value is None or field.kind.is_blank(value)
    return {
        "key": path,
        "label": _both(field.label),
        "printed": field.printed or field.label.vi,
        "value": [] if is_empty else [_both(line) for line in field.kind.shown(value)],
        "files": [] if is_empty else list(field.kind.files(value)),
    }


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.in_language("en")}
