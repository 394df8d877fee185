"""Blocks of fields and whole sections that several procedures share."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.source import Source

DIRECTORY = Path(__file__).with_name("parts")


@dataclass(frozen=True)
class Part:
    """A block that is used like a kind, such as ``person``."""

    name: str
    fields: list[dict[str, Any]]
    extras: frozenset[str]  # Only there when asked for by ``with``.
    one_line: tuple[str, ...]


@cache
def part_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in DIRECTORY.glob("*.yaml")))


@cache
def part(name: str) -> Part:
    source = Source(DIRECTORY / f"{name}.yaml")
    source.stop_if_faulty()
    content = source.content
    return Part(
        name=name,
        fields=content["fields"],
        extras=frozenset(content.get("extras", ())),
        one_line=tuple(content.get("one_line", ())),
    )
