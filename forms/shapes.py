"""Patterns that a procedure file may give for a line of text, none of which can run away.

A shape is a row of letters, classes and escapes, each with a count. There are no groups and no
alternatives, so the ways to match it can be counted before it is ever used.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import marshmallow as ma

from forms.file_words import Words
from forms.own_field import OwnField
from forms.text import Text

LONGEST = 200
MOST_WAYS = 250_000
UNLIMITED = 1000  # No line is longer.
ATOM = re.compile(
    r"""(?:\\[dwsDWS]|\\[^\w\s]               # an escape
        |\[\^?(?:[^\[\]\\]|\\[^\d])+\]         # a class
        |[^\\\[\](){}|*+?^$])                  # a letter, or the point for any letter
        (?P<count>\{(?P<low>[0-9]{1,4})(?:,(?P<high>[0-9]{1,4}))?\}|[?*+])?""",
    re.VERBOSE,
)
WAYS = {"?": 2, "*": UNLIMITED, "+": UNLIMITED}


@dataclass(frozen=True)
class Shape:
    """What a line must look like, and what to say when it does not."""

    matches: str
    message: Text

    def fits(self, line: str) -> bool:
        return re.fullmatch(self.matches, line) is not None


class ShapeFile(OwnField[Shape]):
    """``{matches: "[A-Z]{2}[0-9]{6}", message: {vi: …, en: …}}``."""

    def load(self, value: object, _beside: Mapping[str, Any], /) -> Shape:
        if not isinstance(value, Mapping):
            raise ma.ValidationError("Invalid input type.")
        pattern = str(value.get("matches", ""))
        wrong: dict[str, Any] = {
            str(key): ["Unknown field."] for key in value if key not in {"matches", "message"}
        }
        if told := fault(pattern):
            wrong["matches"] = [told]
        try:
            message = Words().load(value.get("message"), value)
        except ma.ValidationError as refused:
            wrong["message"] = refused.messages
        if wrong:
            raise ma.ValidationError(wrong)
        return Shape(pattern, message)


def fault(pattern: str) -> str:
    """Say what is wrong with a pattern, and how to mend it; empty when it is good."""
    if not pattern or len(pattern) > LONGEST:
        return f"a shape has 1 to {LONGEST} characters | write it shorter, or split the question"
    atoms = list(ATOM.finditer(pattern))
    if "".join(atom[0] for atom in atoms) != pattern or not _compiles(pattern):
        return (
            "this shape has groups, alternatives or marks that are not allowed "
            "| use letters, [classes], \\d, \\w and counts such as {1,5} only"
        )
    if prod(_ways(atom) for atom in atoms) > MOST_WAYS:
        return "this shape can take too long to try | give each repetition an upper limit: {1,20}"
    return ""


def _ways(atom: re.Match[str]) -> int:
    if not atom["count"]:
        return 1
    if atom["low"]:
        return max(1, int(atom["high"] or atom["low"]) - int(atom["low"]) + 1)
    return WAYS[atom["count"]]


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
