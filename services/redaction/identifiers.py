"""What probably tells who somebody is: out of the own answers, and by the look of numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from forms.text import Text
from services.redaction import words
from services.redaction.words import Wanted

Row = Mapping[str, Any]
MOST = 60


class Why(StrEnum):
    """Why something is suggested."""

    NAME = "name"
    NUMBER = "number"
    CONTACT = "contact"
    PLACE = "place"
    BIRTH = "birth"


NAMES: Mapping[Why, Text] = {
    Why.NAME: Text("tên", "name"),
    Why.NUMBER: Text("số giấy tờ", "number of a paper"),
    Why.CONTACT: Text("liên hệ", "contact"),
    Why.PLACE: Text("địa chỉ hoặc thông tin khác", "address or other detail"),
    Why.BIRTH: Text("ngày sinh", "date of birth"),
}


@dataclass(frozen=True)
class Suggestion:
    """Words that a person may want to mask."""

    text: str
    why: Why

    @property
    def wanted(self) -> Wanted:
        # Who writes in haste leaves the diacritics out.
        return Wanted(self.text, loose=True)


MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")
PHONE = re.compile(r"(?<![\d+])(?:\+?84|0)(?:[ .\-]?\d){8,10}(?![ .\-]?\d)")
DATE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}")
# What numbers look like that name somebody: an identity number is of 12 digits, an old one of 9.
PATTERNS: tuple[tuple[Why, re.Pattern[str]], ...] = (
    (Why.CONTACT, MAIL),
    (Why.NUMBER, re.compile(r"(?<!\d)\d{3}(?:[ .]?\d{3}){3}(?!\d)")),
    (Why.CONTACT, PHONE),
    (Why.NUMBER, re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")),
    (Why.NUMBER, re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{7}(?!\d)")),
    (
        Why.BIRTH,
        re.compile(
            r"sinh\D{0,20}(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}"
            r"|\d{1,2} tháng \d{1,2} năm \d{4}|(?:19|20)\d{2})",
            re.IGNORECASE,
        ),
    ),
)
HOME, ABROAD = "0", "84"


def of_person(rows: Iterable[Row]) -> list[Suggestion]:
    """Suggest what the identity rows of a filing say, whole and in parts."""
    lines = (
        (str(row["key"]), line["vi"])
        for row in rows
        if row.get("identity") and not row["files"]
        for line in row["value"]
    )
    return unlike(found for key, line in lines for found in _of_answer(key, " ".join(line.split())))


def in_text(text: str) -> list[Suggestion]:
    """Suggest what looks like a number, a telephone, an address of mail or a day of birth."""
    return unlike(
        Suggestion(match[match.lastindex or 0].strip(), why)
        for why, pattern in PATTERNS
        for match in pattern.finditer(text)
    )


def unlike(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Keep the first of those that look for the same."""
    first: dict[str, Suggestion] = {}
    for one in found:
        first.setdefault(_compared(one.text), one)
    return list(first.values())[:MOST]


def _compared(text: str) -> str:
    """Write it as it is compared; of a number the digits alone: so it is found anyway."""
    said = words.fold(text, loose=True).text
    return re.sub(r"[\s.\-]", "", said) if words.NUMBER.fullmatch(said) else said


def _of_answer(key: str, line: str) -> Iterator[Suggestion]:
    if "name" in key.rpartition(".")[2]:
        yield from (Suggestion(part, Why.NAME) for part in _names(line))
        return
    looks_known = list(_looking_known(line))
    yield from looks_known
    if not looks_known:
        yield from (Suggestion(part, Why.PLACE) for part in _places(line))


def _names(line: str) -> Iterator[str]:
    """Give a name as people are called: whole, by the last two words, by the last one."""
    parts = line.split()
    yield line
    if len(parts) > 1:
        yield " ".join(parts[-2:])
        yield f"{parts[0]} {parts[-1]}"
        yield parts[-1]


def _looking_known(line: str) -> Iterator[Suggestion]:
    if DATE.fullmatch(line):
        yield Suggestion(line, Why.BIRTH)
    elif MAIL.fullmatch(line):
        yield Suggestion(line, Why.CONTACT)
    elif sum(sign.isdecimal() for sign in line) >= words.LEAST_DIGITS and words.NUMBER.fullmatch(
        line
    ):
        yield from _numbers(line)


def _numbers(line: str) -> Iterator[Suggestion]:
    """Give a number, and a telephone also as it is dialled at home and from abroad."""
    if not PHONE.fullmatch(line):
        yield Suggestion(line, Why.NUMBER)
        return
    digits = "".join(sign for sign in line if sign.isdecimal())
    local = digits.removeprefix(ABROAD if digits.startswith(ABROAD) else HOME)
    yield Suggestion(line, Why.CONTACT)
    yield Suggestion(f"{HOME}{local}", Why.CONTACT)
    yield Suggestion(f"+{ABROAD}{local}", Why.CONTACT)


def _places(line: str) -> Iterator[str]:
    """Give what is more than a word: "Nam" or "Có" would be found everywhere."""
    for part in (line, *line.split(",")):
        if len(part.split()) > 1:
            yield part.strip()
