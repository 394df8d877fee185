"""The one check of answers: for the web form, the JSON API and the last look before filing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

import marshmallow as ma

from forms import asked, second_looks, together
from forms.fields import Field
from forms.kinds.agencies import NOT_AN_AGENCY, Agency
from forms.kinds.base import worded
from forms.kinds.group import NOT_A_GROUP, AnswersSchema, load, schema
from forms.places import found_at
from forms.procedure import Procedure, walk
from forms.text import Text

Json = Any

MOST_VALUES = 5000
DEEPEST = 8
LONGEST_KEY = 100
CACHED_DAYS = 64

TOO_MUCH = Text(
    "Dữ liệu gửi lên nhiều hơn mẫu đơn cần. Hãy chỉ gửi các mục của mẫu đơn.",
    "More was sent than the form asks for. Send the entries of the form only.",
)


@dataclass(frozen=True)
class Checked:
    """Canonical answers, and what is wrong, by dotted path ("" is the whole form).

    Warnings are about answers that look odd; they never keep anybody from filing.
    """

    answers: dict[str, Json]
    errors: dict[str, Text]
    warnings: dict[str, Text] = field(default_factory=dict)


def check(
    procedure: Procedure,
    raw: object,
    *,
    today: date,
    section: str | None = None,
    agencies: Collection[str] | None = None,
) -> Checked:
    """Check raw answers of the whole procedure, or of one section of it.

    The conditions always look at all of ``raw``; answers to questions that are not asked are
    dropped; keys that the procedure does not know are errors. ``agencies`` are the codes that may
    be chosen; None leaves the list open.
    """
    if not isinstance(raw, Mapping):
        return Checked({}, {"": NOT_A_GROUP})
    if _is_too_much(procedure, raw):
        return Checked({}, {"": TOO_MUCH})
    missing: dict[str, Text] = {}
    kept = asked.kept_answers(procedure, raw, missing)
    for path, fault in together.faults(procedure, kept):
        missing.setdefault(path, fault)
    known = {entry.key for entry in procedure.fields if entry.kind.answered}
    kept |= {key: raw[key] for key in raw if key not in known}
    if section is not None:
        wanted = {entry.key for entry in procedure.section(section).fields}
        kept = {key: kept[key] for key in kept if key in wanted or key not in known}
        missing = {path: text for path, text in missing.items() if path.split(".")[0] in wanted}
    checked = _loaded(_schema(procedure, today), kept, missing)
    if agencies is not None:
        checked = _known_agencies(procedure, checked, agencies)
    return replace(
        checked, warnings=dict(second_looks.warnings(procedure.fields, checked.answers, today))
    )


def check_rows(
    field: Field, rows: list[Json], around: Mapping[str, Json], *, today: date
) -> Checked:
    """Check the rows of one list by themselves, as if the list were asked.

    ``around`` are the answers of the form, which conditions in the rows may look at.
    """
    missing: dict[str, Text] = {}
    alone = (replace(field, when=None),)
    kept = asked.keep(alone, {field.key: rows}, missing=missing, around=around)
    return _loaded(schema(alone, today), kept, missing)


def _loaded(compiled: AnswersSchema, kept: dict[str, Json], missing: dict[str, Text]) -> Checked:
    try:
        return Checked(load(compiled, kept), missing)
    except ma.ValidationError as refused:
        wrong = dict(_flat(refused.messages_dict))
        return Checked(refused.valid_data or {}, missing | wrong)  # type: ignore[arg-type]


@lru_cache(maxsize=CACHED_DAYS)
def _schema(procedure: Procedure, today: date) -> AnswersSchema:
    """Compile once for each day, since "not after today" means another date tomorrow."""
    return schema(procedure.fields, today)


def _flat(messages: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, Text]]:
    for key, found in messages.items():
        path = prefix.rstrip(".") if key == "_schema" else prefix + _printable(key)
        if isinstance(found, Mapping):
            yield from _flat(found, f"{path}.")
        else:
            yield path, found[0]


def _printable(key: object) -> str:
    """Name a key that a stranger chose so that it can be printed, logged and stored."""
    text = str(key)[:LONGEST_KEY]
    return "".join(c if c.isprintable() and not "\ud800" <= c <= "\udfff" else "?" for c in text)


def _known_agencies(procedure: Procedure, checked: Checked, agencies: Collection[str]) -> Checked:
    """Refuse an agency that is not on the caller's list."""
    errors = dict(checked.errors)
    for path, asked_for in walk(procedure.fields):
        if not isinstance(asked_for.kind, Agency):
            continue
        for place, code in found_at(checked.answers, path):
            if code not in agencies:
                errors.setdefault(place, worded(NOT_AN_AGENCY, label=asked_for.label))
    return Checked(checked.answers, errors)


@lru_cache
def _most_values(procedure: Procedure) -> int:
    rows = (
        repeat.max_rows * (1 + 2 * len(list(walk(repeat.fields))))
        for repeat in procedure.repeats.values()
    )
    return MOST_VALUES + sum(rows)


def _is_too_much(procedure: Procedure, raw: Mapping[Any, Json]) -> bool:
    """Stop early at garbage: too many values in all, or too deep a nest.

    A list of too many rows is not looked into here: it is refused at its field.
    """
    overfull = {key for key, repeat in procedure.repeats.items() if repeat.is_refused(raw.get(key))}
    most = _most_values(procedure)
    level: list[Json] = [{key: raw[key] for key in raw if key not in overfull} if overfull else raw]
    count = 0
    for _ in range(DEEPEST):
        boxes = [box for box in level if isinstance(box, Mapping | list)]
        count += sum(len(box) for box in boxes)
        if count > most:
            return True
        if not boxes:
            return False
        level = [
            item for box in boxes for item in (box.values() if isinstance(box, Mapping) else box)
        ]
    return True
