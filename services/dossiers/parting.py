"""Part a filing that protects somebody: what stays open for handling it, and what is sealed.

Open are answers that are chosen, dated, counted or short, and of those only the ones that the
procedure does not mark as identity. Sealed are the identity, all free text (people tell who they
are in it) and all files. Where a short answer repeats what is protected, that is blanked.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_hex
from typing import Any

from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.kinds.text import LongText
from forms.procedure import Procedure
from services.dossiers import pseudonyms
from services.identity import purposes

Json = Any
SEALED = "sealed"
SAID = {"vi": "Được niêm phong", "en": "Sealed"}
HIDDEN = "…"
# A number is the same however it is spaced, and with or without the code of the country.
LEAST_DIGITS = 9
NUMBERS = re.compile(r"\+?\d[\d .\-]{6,}\d")


@dataclass(frozen=True)
class Parted:
    """The open part, as the dossier keeps it, and the whole, as it is sealed.

    Of a filing that protects nobody the open part is the whole.
    """

    answers: dict[str, Json]
    frozen: dict[str, Json]
    whole_answers: dict[str, Json]
    whole_frozen: dict[str, Json]

    @property
    def is_sealed(self) -> bool:
        return is_sealed(self.frozen)

    @property
    def values(self) -> dict[str, Json]:
        """Give what is sealed, by purpose."""
        return {purposes.ANSWERS: self.whole_answers, purposes.FROZEN: self.whole_frozen}


def is_sealed(frozen: Mapping[str, Json]) -> bool:
    """Tell from its frozen rendering whether a part of a dossier is sealed."""
    return SEALED in frozen


def parted(procedure: Procedure, answers: dict[str, Json], frozen: dict[str, Json]) -> Parted:
    """Part what protects somebody; leave as it is what does not."""
    if procedure.is_sealed and pseudonyms.protects(procedure, answers):
        return part(procedure, answers, frozen)
    return Parted(answers, frozen, answers, frozen)


def part(procedure: Procedure, answers: dict[str, Json], frozen: dict[str, Json]) -> Parted:
    blank = _Blank(procedure, answers)
    whole = {**frozen, "salt": token_hex()}
    sections = [_section(procedure, section, blank) for section in frozen["sections"]]
    return Parted(
        answers=_open(procedure.fields, answers, blank),
        # Papers name this hash, so that they hold for the sealed part as well.
        frozen={**frozen, "sections": sections, SEALED: _digest(whole)},
        whole_answers=answers,
        whole_frozen=whole,
    )


class _Blank:
    """Takes protected names and numbers out of a text."""

    def __init__(self, procedure: Procedure, answers: Mapping[str, Json]) -> None:
        self._procedure = procedure
        self._answers = answers
        texts = list(_texts(_identity(procedure.fields, answers)))
        self._numbers = {_digits(text)[-LEAST_DIGITS:] for text in texts if _is_number(text)}
        self._words = [text for text in texts if "@" in text]

    def __call__(self, text: str) -> str:
        text = pseudonyms.without_names(self._procedure, self._answers, text)
        for word in self._words:
            text = re.sub(re.escape(word), HIDDEN, text, flags=re.IGNORECASE)
        return NUMBERS.sub(self._number, text) if self._numbers else text

    def _number(self, found: re.Match[str]) -> str:
        return HIDDEN if _digits(found[0])[-LEAST_DIGITS:] in self._numbers else found[0]


def _open(fields: Iterable[Field], answers: Mapping[str, Json], blank: _Blank) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    for field in fields:
        value = answers.get(field.key)
        if value is None or _is_sealed(field):
            continue
        if isinstance(field.kind, Group) and isinstance(value, Mapping):
            kept[field.key] = _open(field.kind.fields, value, blank)
        elif isinstance(field.kind, Repeat) and isinstance(value, list):
            kept[field.key] = [_open(field.kind.fields, row, blank) for row in value]
        else:
            kept[field.key] = blank(value) if isinstance(value, str) else value
    return kept


def _is_sealed(field: Field) -> bool:
    return field.identity or field.kind.uploaded or isinstance(field.kind, LongText)


@cache
def _sealed_fields(procedure: Procedure) -> Mapping[str, Field]:
    """Map the outermost sealed fields by path; a version of a procedure never changes."""
    return dict(_outermost(procedure.fields, ""))


def _outermost(fields: Iterable[Field], prefix: str) -> Iterator[tuple[str, Field]]:
    for field in fields:
        if _is_sealed(field):
            yield prefix + field.key, field
        elif isinstance(field.kind, Group | Repeat):
            yield from _outermost(field.kind.fields, f"{prefix}{field.key}.")


def _section(procedure: Procedure, section: dict[str, Json], blank: _Blank) -> dict[str, Json]:
    rows: dict[str, dict[str, Json]] = {}
    for row in section["rows"]:
        found = _sealed_at(procedure, row["key"])
        if found is None:
            rows[row["key"]] = {**row, "value": [_blanked(line, blank) for line in row["value"]]}
        else:
            # One row for a whole block: how many people denounce together is a hint as well.
            rows.setdefault(found[0], _sealed_row(*found, row))
    return {**section, "rows": list(rows.values())}


def _sealed_at(procedure: Procedure, key: str) -> tuple[str, Field] | None:
    """Find the sealed field that a row belongs to; its key is kept up to there."""
    sealed, numbered, plain = _sealed_fields(procedure), "", ""
    for part_of_key in key.split("."):
        numbered = f"{numbered}.{part_of_key}".lstrip(".")
        if not part_of_key.isdecimal():
            plain = f"{plain}.{part_of_key}".lstrip(".")
            if plain in sealed:
                return numbered, sealed[plain]
    return None


def _sealed_row(key: str, field: Field, row: dict[str, Json]) -> dict[str, Json]:
    is_block = isinstance(field.kind, Group | Repeat)
    label = (
        {"vi": field.label.vi, "en": field.label.in_language("en")} if is_block else row["label"]
    )
    return {
        "key": key,
        "label": label,
        "printed": (field.printed or field.label.vi) if is_block else row["printed"],
        "value": [SAID],
        # Which evidence there is, officers see under neutral names; of an identity nothing.
        "files": [] if field.identity else row["files"],
        SEALED: True,
    }


def _blanked(line: dict[str, str], blank: _Blank) -> dict[str, str]:
    return {language: blank(text) for language, text in line.items()}


def _identity(fields: Iterable[Field], answers: Mapping[str, Json]) -> Iterator[Json]:
    for field in fields:
        value = answers.get(field.key)
        if field.identity:
            yield value
        elif isinstance(field.kind, Group) and isinstance(value, Mapping):
            yield from _identity(field.kind.fields, value)
        elif isinstance(field.kind, Repeat) and isinstance(value, list):
            for row in value:
                yield from _identity(field.kind.fields, row)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)


def _is_number(text: str) -> bool:
    return len(_digits(text)) >= LEAST_DIGITS and not re.search("[^0-9 +.-]", text)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _digest(whole: dict[str, Json]) -> str:
    content = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
