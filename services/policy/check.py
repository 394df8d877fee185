"""Ask the policy table: may this officer do that, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Protocol

from forms.text import NO_TEXT, Text
from services.policy.table import LEVELS, TABLE, WHY, Action, Relation, Role


class Subject(Protocol):
    """Whoever asks: an officer, or what stands for one."""

    @property
    def id(self) -> int: ...
    @property
    def agency_id(self) -> int: ...
    @property
    def roles(self) -> Sequence[str]: ...
    @property
    def level(self) -> str: ...


class Object(Protocol):
    """What is asked about: a dossier."""

    @property
    def agency_id(self) -> int: ...
    @property
    def assigned_to_id(self) -> int | None: ...


@dataclass(frozen=True)
class Verdict:
    """The answer; `why` is empty where it is yes."""

    granted: bool
    why: Text = NO_TEXT

    def __bool__(self) -> bool:
        return self.granted


class NotPermitted(Exception):
    """The policy does not allow it; `action` says what was asked, `why` tells the person."""

    def __init__(self, action: Action, why: Text) -> None:
        super().__init__(action.value)
        self.action = action
        self.why = why


YES = Verdict(granted=True)
Key = tuple[str, str, Relation, str]


def allowed(subject: Subject, action: Action, dossier: Object | None = None) -> Verdict:
    """Judge one wish; without a dossier, what the officer may do in the own agency at best.

    What concerns one dossier has to be asked again with that dossier.
    """
    near = Relation.ASSIGNED if dossier is None else relation(subject, dossier)
    granted, level = _granted(), subject.level
    for role in subject.roles:
        if (role, action, near, level) in granted:
            return YES
    return _no(action)


def require(subject: Subject | None, action: Action, dossier: Object | None = None) -> None:
    """Go on only if the policy allows it.

    Raises:
        NotPermitted: it does not, or nobody is known to ask.

    """
    verdict = allowed(subject, action, dossier) if subject else _no(action)
    if not verdict:
        raise NotPermitted(action, verdict.why)


def relation(subject: Subject, dossier: Object) -> Relation:
    if dossier.agency_id != subject.agency_id:
        return Relation.NONE
    return Relation.ASSIGNED if dossier.assigned_to_id == subject.id else Relation.OWN


@cache
def _granted() -> frozenset[Key]:
    """Write the table out, so that a check is one look."""
    return frozenset(
        (role.value, action.value, near, level)
        for action, roles in TABLE.items()
        for role, near, level in product(Role, Relation, LEVELS)
        if (grant := roles.get(role)) and near >= grant.nearness and level in grant.levels
    )


@cache
def _no(action: Action) -> Verdict:
    return Verdict(granted=False, why=WHY[action])
