"""Conditions of an XLSForm: the part of its language that conditions of a procedure can say."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Is, Not, Value

LONGEST = 2000
DEEPEST = 20
TOKEN = re.compile(
    r"""\s*(?:\$\{(?P<name>[^{}\s]{1,200})\}|(?P<text>'[^']*'|"[^"]*")|(?P<number>\d+(?:\.\d+)?)
        |(?P<word>[a-z][a-z\-]*)|(?P<sign>!=|<=|>=|[=<>(),]))""",
    re.VERBOSE,
)

# Says how a name is written in a condition and what a value means there; None for no such name.
Meaning = Callable[[str, str], tuple[str, Value] | None]


class CannotSay(Exception):
    """The condition says something for which procedure files have no word."""


def condition(text: str, meaning: Meaning) -> Condition:
    """Read a condition.

    Raises:
        CannotSay: it compares numbers, calls functions, or names what is not there.

    """
    reader = _Reader(_tokens(text), meaning)
    found = reader.any_of(0)
    if reader.left:
        raise CannotSay(f"“{reader.left[0][1]}” is not understood")
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST:
        raise CannotSay("it is too long")
    found, place = [], 0
    end = len(text.rstrip())
    while place < end:
        match = TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise CannotSay(f"“{text[place : place + 20].strip()}” is not understood")
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


@dataclass
class _Reader:
    left: list[tuple[str, str]]
    meaning: Meaning

    def any_of(self, depth: int) -> Condition:
        parts = [self.all_of(depth)]
        while self.take("word", "or"):
            parts.append(self.all_of(depth))
        return _alternatives(parts)

    def all_of(self, depth: int) -> Condition:
        parts = [self.one(depth)]
        while self.take("word", "and"):
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise CannotSay("it is nested too deep")
        if self.take("word", "not"):
            return Not(self.bracketed(depth))
        if self.left[:1] == [("sign", "(")]:
            return self.bracketed(depth)
        if self.take("word", "selected"):
            self.need("(")
            name = self.next("name")
            self.need(",")
            value = self.next("text")[1:-1]
            self.need(")")
            return self.leaf(name, value)
        return self.comparison()

    def bracketed(self, depth: int) -> Condition:
        self.need("(")
        found = self.any_of(depth + 1)
        self.need(")")
        return found

    def comparison(self) -> Condition:
        name = self.next("name")
        sign = self.next("sign")
        if sign not in {"=", "!="}:
            raise CannotSay(f"“{sign}” compares numbers, which a condition cannot")
        kind, value = self.left.pop(0) if self.left else ("", "")
        if kind not in {"text", "number"}:
            raise CannotSay("it compares with something that is no value")
        value = value.strip("'\"")
        found = (
            Filled(self.named(name, "")[0], wanted=False) if not value else self.leaf(name, value)
        )
        return found if sign == "=" else _opposite(found)

    def leaf(self, name: str, value: str) -> Condition:
        return Is(*self.named(name, value))

    def named(self, name: str, value: str) -> tuple[str, Value]:
        found = self.meaning(name, value)
        if found is None:
            raise CannotSay(f"“{name}” cannot be looked at from here")
        return found

    def take(self, kind: str, value: str) -> bool:
        if self.left[:1] == [(kind, value)]:
            self.left.pop(0)
            return True
        return False

    def next(self, kind: str) -> str:
        if not self.left or self.left[0][0] != kind:
            raise CannotSay(
                f"“{self.left[0][1]}” is not understood" if self.left else "it is cut off"
            )
        return self.left.pop(0)[1]

    def need(self, sign: str) -> None:
        if not self.take("sign", sign):
            raise CannotSay(f"“{sign}” is missing")


def _opposite(condition: Condition) -> Condition:
    if isinstance(condition, Filled):
        return Filled(condition.field, wanted=not condition.wanted)
    return Not(condition)


def _alternatives(parts: list[Condition]) -> Condition:
    """Join what is said about one question: it is a, or it is b."""
    if len(parts) == 1:
        return parts[0]
    names = {part.field for part in parts if isinstance(part, Is)}
    if len(names) == 1 and all(isinstance(part, Is) for part in parts):
        return In(names.pop(), tuple(part.value for part in parts if isinstance(part, Is)))
    return AnyOf(tuple(parts))
