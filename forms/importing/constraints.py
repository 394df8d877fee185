"""Constraints of an XLSForm as settings of a kind: size, length, shape, earliest and latest day."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from forms.shapes import fault as shape_fault

Data = dict[str, Any]

LONGEST_LINE = 1000
LONGEST = 1000
AND = re.compile(r"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)")  # Between quotes it is no “and”.
SIZE = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d{1,9})")
LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*(>=|<=|>|<|=)\s*(\d{1,6})")
DAY = re.compile(r"\.\s*(>=|<=)\s*(?:today\(\)|(?:date\()?'(\d{4}-\d\d-\d\d)'\)?)")
SHAPE = re.compile(r"regex\(\s*\.\s*,\s*'\^?(.{1,200}?)\$?'\s*\)")
STEP = {">": 1, "<": -1}  # Limits of a procedure file include their ends.

Say = Callable[[str, Mapping[str, str]], Data]  # A part and its message; nothing: not sayable.


def settings(
    rule: str, message: Mapping[str, str], says: tuple[Say, ...]
) -> tuple[Data, tuple[str, ...]]:
    """Give what can be said of a constraint, and the parts of it that cannot."""
    found: Data = {}
    left = []
    for part in _parts(rule):
        said = next((data for say in says if (data := say(part, message))), {})
        found |= said
        if not said:
            left.append(part)
    return found, tuple(left)


def of_number(part: str, _message: Mapping[str, str]) -> Data:
    return _limit(SIZE.fullmatch(part), "min", "max")


def of_decimal(part: str, message: Mapping[str, str]) -> Data:
    """Take the limits that a number with decimals may reach; those just beyond have no word."""
    found = SIZE.fullmatch(part)
    return of_number(part, message) if found and found[1] not in STEP else {}


def of_length(part: str, _message: Mapping[str, str]) -> Data:
    found = LENGTH.fullmatch(part)
    if found and found[1] == "=":
        return {"min_length": int(found[2]), "max_length": int(found[2])}
    return _limit(found, "min_length", "max_length")


def of_shape(part: str, message: Mapping[str, str]) -> Data:
    found = SHAPE.fullmatch(part)
    if not found or not message or shape_fault(found[1]):
        return {}
    return {"shape": {"matches": found[1], "message": dict(message)}}


def of_day(part: str, _message: Mapping[str, str]) -> Data:
    found = DAY.fullmatch(part)
    if not found:
        return {}
    return {"earliest" if found[1] == ">=" else "latest": found[2] or "today"}


def _limit(found: re.Match[str] | None, lower: str, upper: str) -> Data:
    if found is None:
        return {}
    sign, number = found[1], int(found[2]) + STEP.get(found[1], 0)
    return {lower if sign.startswith(">") else upper: number}


def _parts(rule: str) -> Iterator[str]:
    """Take a rule apart at each “and”; brackets around the whole or a part say nothing more."""
    for part in AND.split(rule.strip()) if len(rule) <= LONGEST else [rule]:
        plain = part.strip()
        while plain.startswith("(") and plain.endswith(")"):
            plain = plain[1:-1].strip()
        if plain:
            yield plain
