"""Blocks of fields that several procedures share, such as ``person``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from forms.source import Source

DIRECTORY = Path(__file__).with_name("parts")

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A block that is used like a kind.

    content: all that the part file says, as plain data
    """

    name: str
    content: Content

    @property
    def fields(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content["fields"]
        return found

    @property
    def extras(self) -> frozenset[str]:
        """The fields that are only there when asked for by ``with``."""
        return frozenset(self.content.get("extras", ()))

    @property
    def one_line(self) -> tuple[str, ...]:
        return tuple(self.content.get("one_line", ()))


# The blocks of the document that is being read, where it brings its own.
_brought: ContextVar[Mapping[str, Content]] = ContextVar("_brought", default=MappingProxyType({}))


@contextmanager
def brought(blocks: Mapping[str, Content]) -> Iterator[None]:
    """Read a document with the blocks that it was published with, whatever ships by now."""
    before = _brought.set(blocks)
    try:
        yield
    finally:
        _brought.reset(before)


def part_names() -> tuple[str, ...]:
    own = _brought.get()
    return tuple(sorted({*shipped_names(), *own})) if own else shipped_names()


def part(name: str) -> Part:
    own = _brought.get().get(name)
    return Part(name, own) if own is not None else shipped(name)


@cache
def shipped_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in DIRECTORY.glob("*.yaml")))


@cache
def shipped(name: str) -> Part:
    source = Source(DIRECTORY / f"{name}.yaml")
    source.stop_if_faulty()
    return Part(name, source.content)
