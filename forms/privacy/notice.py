"""What people are told about their data before they file: one notice, and what differs from it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby

from forms.procedure import Citation, Procedure
from forms.text import NO_TEXT, Text


@dataclass(frozen=True, kw_only=True)
class Applies:
    """To which procedures a notice applies; what is empty is not asked for."""

    fields_of_work: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def fits(self, procedure: Procedure) -> bool:
        asked = (
            (self.fields_of_work, procedure.field_of_work.vi),
            (self.workflows, procedure.workflow),
            (self.codes, procedure.code),
        )
        return all(value in wanted for wanted, value in asked if wanted)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One version of one notice; what is empty is said by the notice that serves all."""

    key: str
    version: int
    effective_from: date
    applies_to: Applies | None = None
    controller: Text = NO_TEXT
    purposes: tuple[Text, ...] = ()
    basis: tuple[Citation, ...] = ()
    data: tuple[Text, ...] = ()
    seen_by: tuple[Text, ...] = ()
    kept: Text = NO_TEXT
    consent: Text = NO_TEXT

    @property
    def label(self) -> str:
        return f"{self.key}-{self.version}"


@dataclass(frozen=True)
class Edition:
    """A notice as it is read: complete, and named so that it can be found again."""

    name: str
    notice: Notice


SAID = frozenset(field.name for field in fields(Notice)) - {
    "key",
    "version",
    "effective_from",
    "applies_to",
}
BETWEEN = "."


class UnknownEdition(Exception):
    """No notice bears this name."""


@dataclass(frozen=True)
class Notices:
    """All notices in all their versions; the first key serves every procedure."""

    notices: tuple[Notice, ...]

    def of(self, procedure: Procedure, on: date) -> Edition:
        """Give the notice of a procedure as it is in force on a day."""
        base, *others = self._in_force(on)
        fitting = (one for one in others if one.applies_to and one.applies_to.fits(procedure))
        return _edition(base, next(fitting, None))

    def edition(self, name: str) -> Edition:
        """Find a notice again by the name that a dossier keeps.

        Raises:
            UnknownEdition: there is none of this name.

        """
        by_label = {one.label: one for one in self.notices}
        own, _, base = name.partition(BETWEEN)
        try:
            return _edition(by_label[base or own], by_label[own] if base else None)
        except KeyError:
            raise UnknownEdition(name) from None

    def _in_force(self, on: date) -> Iterator[Notice]:
        """Give the newest version of each key; before the first one is in force, the first."""
        for _, versions in groupby(self.notices, key=lambda one: one.key):
            first, *later = versions
            yield next((one for one in reversed(later) if one.effective_from <= on), first)


def _edition(base: Notice, own: Notice | None) -> Edition:
    if own is None:
        return Edition(base.label, base)
    different = {name: value for name in SAID if _is_said(value := getattr(own, name))}
    return Edition(f"{own.label}{BETWEEN}{base.label}", replace(base, **different))


def _is_said(value: object) -> bool:
    return value not in ((), NO_TEXT)
