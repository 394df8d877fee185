"""The faults of the form language in Vietnamese, for people who see pages instead of files."""

import re
from collections.abc import Mapping
from functools import cache

from forms.editing.fault_table import MEND, WHAT
from forms.text import Text

GAP = re.escape("{}")


def what(said: str) -> Text:
    return Text(_in(WHAT, said), said)


def mend(said: str) -> Text:
    return Text(_in(MEND, said), said)


def _in(table: Mapping[str, str], said: str) -> str:
    if said in table:
        return table[said]
    for pattern, vietnamese in _patterns(tuple(table.items())):
        if found := pattern.fullmatch(said):
            return _filled(vietnamese, found.groups())
    return said


def _filled(vietnamese: str, named: tuple[str, ...]) -> str:
    parts = vietnamese.split("{}")
    if len(parts) == 1:
        return vietnamese
    return "".join(
        part + name for part, name in zip(parts, (*named[: len(parts) - 1], ""), strict=False)
    )


@cache
def _patterns(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turn what is said into patterns, those that name the most words first."""
    longest_first = sorted(table, key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple(
        (re.compile(re.escape(said).replace(GAP, "(.*)"), re.DOTALL), vietnamese)
        for said, vietnamese in longest_first
        if "{}" in said
    )
