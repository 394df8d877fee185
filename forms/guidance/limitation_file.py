"""The file of limitation rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import marshmallow as ma

from forms.faults import Finding
from forms.field_file import KEY, TRUE_OR_FALSE
from forms.file_words import Words
from forms.guidance.limitation import Rule, UnknownRule
from forms.guidance.reading import HERE, read
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape

DAYS = ma.validate.Range(1, 3660)


@dataclass(frozen=True)
class Rules:
    """All rules, in force or not, in the order of the file."""

    rules: tuple[Rule, ...]

    def rule(self, key: str, on: date) -> Rule:
        """Find the rule that is in force on a day.

        Raises:
            UnknownRule: there is none.

        """
        for rule in self.rules:
            if rule.key == key and rule.is_in_force(on):
                return rule
        raise UnknownRule(key)

    def current(self, on: date) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_in_force(on))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.key for rule in self.rules))


class RuleFile(Shape):
    makes = Rule
    key = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    start = Words(required=True)
    amount = ma.fields.Integer(required=True, strict=True, validate=DAYS)
    remote_amount = ma.fields.Integer(strict=True, validate=DAYS)
    obstacles = ma.fields.Boolean(**TRUE_OR_FALSE)  # type: ignore[arg-type]
    effective_from = ma.fields.Date(required=True)
    effective_to = ma.fields.Date(allow_none=True)
    citation = ma.fields.Nested(CitationFile, required=True)
    note = Words()


class RulesFile(Shape):
    makes = Rules
    rules = ma.fields.List(ma.fields.Nested(RuleFile), required=True, validate=NOT_EMPTY)


@cache
def load(path: Path = HERE / "limitation.yaml") -> Rules:
    return read(path, RulesFile, _findings)


def _findings(found: Rules) -> Iterator[Finding]:
    for key in found.keys:
        of_key = [(n, rule) for n, rule in enumerate(found.rules) if rule.key == key]
        yield from _overlaps(sorted(of_key, key=lambda row: row[1].effective_from))


def _overlaps(of_key: Sequence[tuple[int, Rule]]) -> Iterator[Finding]:
    for number, rule in of_key:
        if rule.effective_to and rule.effective_to < rule.effective_from:
            yield ("rules", number, "effective_to"), "it ends before it begins", "correct a date"
    for (_, before), (number, after) in pairwise(of_key):
        if before.effective_to is None or before.effective_to >= after.effective_from:
            what = f"two rules “{after.key}” are in force on {after.effective_from}"
            yield ("rules", number), what, "end the earlier one the day before"
