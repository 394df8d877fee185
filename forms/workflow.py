"""The life of a dossier as data: states, and the actions that lead from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.text import NO_TEXT, Text

Role = Literal["officer", "applicant"]
InputKind = Literal["text", "line", "day", "time", "items", "files", "file", "reason"]


class UnknownState(Exception):
    """The workflow has no such state."""


class UnknownAction(Exception):
    """The workflow has no such action."""


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a dossier stands, in the portal's numbers and in words for the applicant."""

    name: str
    label: Text
    portal_status: int
    words: Text
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class Input:
    """What the one who acts must give: a text, a day, items to hand in, files, a listed reason."""

    key: str
    kind: InputKind
    label: Text
    hint: Text = NO_TEXT
    required: bool = True
    max_length: int = 5000
    code_list: str = ""  # A role in the procedure's ``code_lists``, for reasons.


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that somebody may do, and what follows from it."""

    name: str
    label: Text
    history: Text
    role: Role
    moves: Mapping[str, str]  # From state → to state.
    inputs: tuple[Input, ...] = ()
    documents: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()  # Events from which deadlines run.
    citation: str = ""

    def target(self, state: str) -> str | None:
        """Say where the action leads from this state; None where it is not allowed."""
        return self.moves.get(state)


@dataclass(frozen=True, kw_only=True)
class Workflow:
    name: str
    title: Text
    initial: str
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    starts: tuple[str, ...] = ()  # Events that filing itself brings.

    @cached_property
    def _states(self) -> Mapping[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def _actions(self) -> Mapping[str, Action]:
        return {action.name: action for action in self.actions}

    def state(self, name: str) -> State:
        if name not in self._states:
            raise UnknownState(name)
        return self._states[name]

    def action(self, name: str) -> Action:
        if name not in self._actions:
            raise UnknownAction(name)
        return self._actions[name]

    def allowed(self, state: str, role: Role) -> tuple[Action, ...]:
        """List what this role may do in this state, in the order of the file."""
        self.state(state)
        return tuple(
            action for action in self.actions if action.role == role and state in action.moves
        )
