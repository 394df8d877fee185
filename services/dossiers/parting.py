"""Part a filing that protects somebody: what stays open for handling it, and what is sealed.

Open are answers that are chosen, dated, counted or short, and of those only the ones that the
procedure does not mark as identity. Sealed are the identity, all free text (people tell who they
are in it) and all files. Names, numbers and addresses of mail are blanked in short answers too.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from secrets import token_hex
from typing import Any

from forms.fields import Field
from forms.kinds.group import Group
from forms.kinds.repeat import Repeat
from forms.kinds.text import LongText
from forms.procedure import Procedure
from services.dossiers import pseudonyms, writing
from services.dossiers.pseudonyms import Names
from services.identity import purposes

Json = Any
SEALED = "sealed"
SAID = {"vi": "Được niêm phong", "en": "Sealed"}
HIDDEN = "…"
# Shorter numbers are days, places and decisions.
LEAST_DIGITS = 9
NUMBERS = re.compile(r"\+?\d[\d .\-]{6,}\d")
MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")


@dataclass(frozen=True)
class Parted:
    """The open part, as the dossier keeps it, and the whole, as it is sealed.

    Of a filing that protects nobody the open part is the whole.

    written: the whole rendering as papers name its hash; none of a filing that protects nobody
    """

    answers: dict[str, Json]
    frozen: dict[str, Json]
    whole_answers: dict[str, Json]
    whole_frozen: dict[str, Json]
    written: bytes = b""

    @property
    def is_sealed(self) -> bool:
        return is_sealed(self.frozen)

    @property
    def values(self) -> dict[str, Json]:
        """Give what is sealed, by purpose."""
        return {purposes.ANSWERS: self.whole_answers, purposes.FROZEN: self.written}


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
    written = writing.written(whole)
    sections = [_section(procedure, section, blank) for section in frozen["sections"]]
    return Parted(
        answers=_open(procedure.fields, answers, blank),
        # Papers name this hash, so that they hold for the sealed part as well.
        frozen={**frozen, "sections": sections, SEALED: hashlib.sha256(written).hexdigest()},
        whole_answers=answers,
        whole_frozen=whole,
        written=written,
    )


class _Blank:
    """Takes protected names out of a text, and whatever leads to somebody's telephone or mail."""

    def __init__(self, procedure: Procedure, answers: Mapping[str, Json]) -> None:
        self._names = Names(procedure, answers)
        # Most texts come again: as an answer, and in both languages of its row.
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = NUMBERS.sub(_number, _without_mail(self._names.blanked(text)))
        return self._known[text]


def _without_mail(text: str) -> str:
    return MAIL.sub(HIDDEN, text) if "@" in text else text


def _number(found: re.Match[str]) -> str:
    digits = sum(sign.isdecimal() for sign in found[0])
    return HIDDEN if digits >= LEAST_DIGITS else found[0]


def _open(fields: Iterable[Field], answers: Mapping[str, Json], blank: _Blank) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    for field in fields:
        value = answers.get(field.key)
        if value is None or _is_sealed(field):
            continue
        if isinstance(field.kind, Group) and isinstance(value, dict):
            kept[field.key] = _open(field.kind.fields, value, blank)
        elif isinstance(field.kind, Repeat) and isinstance(value, list):
            kept[field.key] = [_open(field.kind.fields, row, blank) for row in value]
        else:
            kept[field.key] = blank(value) if isinstance(value, str) else value
    return kept


@cache
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


@lru_cache(maxsize=4096)
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
