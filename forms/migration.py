"""What would become of a draft if it moved to another version of its procedure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms import answers as checking
from forms import asked, review
from forms.changes import Impact, compare, takes
from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.places import found_at
from forms.procedure import Procedure, walk
from forms.text import Text

Json = Any


@dataclass(frozen=True)
class Preview:
    """The fate of each answer, by path; ``raw`` is the draft as the new version would begin."""

    impact: Impact
    raw: dict[str, Json]
    kept: tuple[str, ...]
    lost: Mapping[str, Text]  # Answers for which the new version has no place, with their label.
    refused: Mapping[str, Text]  # Answers that the new version no longer accepts, with the reason.
    asked_anew: Mapping[str, Text]  # Questions that the old version did not ask.
    labels: Mapping[str, Text]  # The questions of all these answers, by the same paths.

    @property
    def refused_labels(self) -> Mapping[str, Text]:
        return {path: self.labels[path] for path in self.refused}

    @property
    def new_labels(self) -> Mapping[str, Text]:
        return {path: self.labels[path] for path in self.asked_anew}


def preview(
    before: Procedure, after: Procedure, raw: Mapping[str, Json], *, today: date
) -> Preview:
    """Try a draft on another version; nothing is changed."""
    carried = _carried(before.fields, after.fields, raw)
    old = checking.check(before, raw, today=today)
    new = checking.check(after, carried, today=today)
    missing: dict[str, Text] = {}
    asked.kept_answers(after, carried, missing)
    given = _leaves(before, asked.kept_answers(before, raw, {}))
    still = set(_leaves(after, asked.kept_answers(after, carried, {})))
    refused = {
        path: text
        for path, text in new.errors.items()
        if path not in missing and path not in old.errors
    }
    known = set(old.errors) | set(given)
    anew = {path: text for path, text in missing.items() if path not in known}
    return Preview(
        impact=compare(before, after).impact,
        raw=carried,
        kept=tuple(path for path in given if path in still and path not in refused),
        lost={path: label for path, label in given.items() if path not in still},
        refused=refused,
        asked_anew=anew,
        labels={path: label_of(after, path) for path in (*refused, *anew)},
    )


def by_section(procedure: Procedure, raw: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
    """Put answers into the sections in which a version asks for them."""
    placed = {
        section.key: {field.key: raw[field.key] for field in section.fields if field.key in raw}
        for section in procedure.sections
    }
    return {key: answers for key, answers in placed.items() if answers}


def left_over(
    procedure: Procedure,
    raw: Mapping[str, Json],
    lost: Mapping[str, Text],
    *,
    today: date,
    agencies: Mapping[str, str],
) -> list[dict[str, Json]]:
    """Write the answers that found no place as the person knew them, to be copied."""
    canonical = checking.check(procedure, raw, today=today).answers
    sections = review.frozen(procedure, canonical, today=today, agencies=agencies)
    told = {row["key"]: row for section in sections for row in section["rows"]}
    rows = [_row(path, label, told, raw) for path, label in lost.items()]
    return list({row["key"]: row for row in rows}.values())


def _row(
    path: str, label: Text, told: Mapping[str, dict[str, Json]], raw: Mapping[str, Json]
) -> dict[str, Json]:
    """Take the line of the review; what is not canonical yet is written as it was typed."""
    parts = path.split(".")
    around = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    row = next((told[place] for place in around if place in told), None)
    if row is not None and (row["value"] or row["files"]):
        return row
    typed = _as_typed(_at(raw, path))
    said = {"vi": label.vi, "en": label.in_language("en")}
    return {"key": path, "label": said, "value": [{"vi": typed, "en": typed}], "files": []}


def _at(raw: Json, path: str) -> Json:
    found = raw
    for part in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found


def _as_typed(value: Json) -> str:
    if isinstance(value, Mapping):
        return "/".join(part for part in map(_as_typed, value.values()) if part)
    if isinstance(value, list):
        return ", ".join(map(_as_typed, value))
    return "" if value is None else str(value)


def label_of(procedure: Procedure, path: str) -> Text:
    """Name the question at a path, which may go through numbered rows."""
    plain = ".".join(part for part in path.split(".") if not part.isdecimal())
    labels = {found: field.label for found, field in walk(procedure.fields)}
    return labels.get(plain, Text(plain))


def _carried(
    before: tuple[Field, ...], after: tuple[Field, ...], raw: Mapping[str, Json]
) -> dict[str, Json]:
    """Take over the answers whose question is still there."""
    new = {field.key: field for field in after}
    return {
        field.key: _inside(field, new[field.key], raw[field.key])
        for field in before
        if field.key in raw and field.key in new and takes(field, new[field.key])
    }


def _inside(before: Field, after: Field, value: Json) -> Json:
    old, new = before.kind, after.kind
    if isinstance(old, Group) and isinstance(new, Group) and isinstance(value, Mapping):
        return _carried(old.fields, new.fields, value)
    if isinstance(old, Repeat) and isinstance(new, Repeat) and isinstance(value, list):
        return [
            _carried(old.fields, new.fields, row) if isinstance(row, Mapping) else row
            for row in value
        ]
    return value


def _leaves(procedure: Procedure, kept: Mapping[str, Json]) -> dict[str, Text]:
    return dict(_answered(procedure, kept))


def _answered(procedure: Procedure, kept: Mapping[str, Json]) -> Iterator[tuple[str, Text]]:
    for path, field in walk(procedure.fields):
        if field.kind.answered and not isinstance(field.kind, Group | Repeat):
            for place, value in found_at(kept, path):
                if not field.kind.is_blank(value):
                    yield place, field.label
