"""What is wrong in a file of the form language, and how to mend it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIGNS = "use letters without accents, digits and hyphens only"

Place = tuple[str | int, ...]
Finding = tuple[Place, str, str]  # Where, what is wrong, how to mend it.


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the line, what is wrong there and what to do."""

    path: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.mend}"


class BrokenProcedures(Exception):
    """The files cannot be used; every fault is listed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Quarantined:
    """A document of an agency that is left out, while all others run."""

    path: Path
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "; ".join(str(fault) for fault in self.faults)


# What marshmallow says, in the words of a person who mends a file.
MENDS: Mapping[str, tuple[str, str]] = {
    "Missing data for required field.": ("“{key}” is missing", "add a line “{key}: …”"),
    "Unknown field.": ("“{key}” is not known here", "remove it or correct its spelling"),
    "Field may not be null.": ("“{key}” is empty", "give it a value or remove the line"),
    "Empty text.": ("“{key}” is empty", "write the text"),
    "Text too long.": ("“{key}” is too long", "shorten the text"),
    "Not a valid string.": ("“{key}” must be text", "put the text in quotes"),
    "Not a valid integer.": ("“{key}” must be a whole number", "write digits only"),
    "Not a valid boolean.": ("“{key}” must be true or false", "write true or false"),
    "Not a valid date.": ("“{key}” is not a date", "write it as YYYY-MM-DD"),
    "Not a valid list.": ("“{key}” must be a list", "begin each entry with “- ” on its own line"),
    "Not a valid mapping type.": ("“{key}” must hold named values", "write “name: value” lines"),
    "Invalid input type.": ("“{key}” must hold named values", "write “name: value” lines"),
    "Invalid type.": ("“{key}” must hold named values", "write “name: value” lines"),
    "Not a text in two languages.": (
        "“{key}” needs both languages",
        "write “{key}: {{vi: …, en: …}}”",
    ),
}


# What its own checks say, with what they name.
NAMING: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(said), what, mend)
    for said, what, mend in (
        (r"Must be one of: (.+)\.", "“{key}” has no such value", "use {0}"),
        (r"Must be \D+ (-?\d+) and \D+ (-?\d+)\.", "“{key}” is out of range", "use {0} to {1}"),
        (r"Must be greater than or equal to (-?\d+)\.", "“{key}” is too small", "use {0} or more"),
        (r"Length must be between (\d+) and (\d+)\.", "“{key}” is too long", "shorten the text"),
        (r"Shorter than minimum length (\d+)\.", "the list is too short", "give {0} or more"),
        (r"String does not match expected pattern\.", "“{key}” has signs that do not fit", SIGNS),
    )
)


def describe(messages: Mapping[Any, Any], place: Place = ()) -> Iterator[Finding]:
    """Turn marshmallow's messages into (place, what, mend)."""
    for key, found in messages.items():
        here = place if key == "_schema" else (*place, key)
        if isinstance(found, Mapping):
            yield from describe(found, here)
            continue
        for message in found:
            yield (here, *_worded(message, here))


def _worded(message: str, place: Place) -> tuple[str, str]:
    names = [key for key in place if isinstance(key, str)]
    key = names[-1] if names else "the file"
    if message in MENDS:
        what, mend = MENDS[message]
        return what.format(key=key), mend.format(key=key)
    for pattern, what, mend in NAMING:
        if found := pattern.fullmatch(message):
            return what.format(key=key), mend.format(*found.groups())
    # A message with a bar brings its own mend.
    what, bar, mend = message.partition(" | ")
    return (what, mend) if bar else (f"“{key}”: {message.rstrip('.')}", "correct the value")
