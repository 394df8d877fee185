"""Reads the files of the guidance: shape first, then every fault with its line."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import marshmallow as ma

from forms.faults import BrokenProcedures, Finding, describe
from forms.source import Source

HERE = Path(__file__).parent

Content = TypeVar("Content")


def read(
    path: Path, shape: type[ma.Schema], findings: Callable[[Content], Iterable[Finding]]
) -> Content:
    """Read one file.

    Raises:
        BrokenProcedures: the file has faults; each is named with its line.

    """
    source = Source(path)
    source.stop_if_faulty()
    try:
        content: Content = shape().load(source.content)
    except ma.ValidationError as error:
        raise _broken(source, describe(error.messages_dict)) from None
    found = list(findings(content))
    if found:
        raise _broken(source, found)
    return content


def twice(rows: Iterable[Any], place: str) -> Iterable[Finding]:
    """Find keys that stand in a list twice."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row.key in seen:
            yield (place, number, "key"), f"“{row.key}” stands here twice", "rename one of the two"
        seen.add(row.key)


def _broken(source: Source, found: Iterable[Finding]) -> BrokenProcedures:
    for place, what, mend in found:
        source.fault(place, what, mend)
    return BrokenProcedures(tuple(sorted(set(source.faults))))
