"""The policy table: each role may do what the table says, and nothing else."""

from dataclasses import dataclass

import pytest

from services.policy.check import NotPermitted, allowed, require
from services.policy.table import LEVELS, TABLE, WHY, Action, Role

OWN, OTHER = 1, 2


@dataclass
class Person:
    roles: list[str]
    level: str = "province"
    id: int = 7
    agency_id: int = OWN


@dataclass
class Matter:
    agency_id: int = OWN
    assigned_to_id: int | None = None


FAR = (True, True, True)
NEAR = (False, True, True)
MINE = (False, False, True)
NEVER = (False, False, False)
DESK = {"receiver": NEAR, "decider": NEAR, "head": NEAR}
EXPECTED: dict[str, dict[str, tuple[bool, bool, bool]]] = {
    "dossier.list": {**DESK, "verifier": NEAR, "clerk": NEAR},
    "dossier.read": {**DESK, "verifier": MINE, "clerk": NEAR},
    "dossier.handle": DESK,
    "dossier.messages": {**DESK, "verifier": MINE},
    "dossier.write": DESK,
    "dossier.take": DESK,
    "dossier.assign": {"head": NEAR},
    "calendar.read": dict.fromkeys(Role, FAR),
    "calendar.change": {"head": FAR, "administrator": FAR},
    "audit.read": {"auditor": NEAR},
    "audit.export": {"auditor": NEAR},
    "procedure.write": {"author": NEAR},
    "account.manage": {"administrator": NEAR},
    "custody.read": dict.fromkeys(Role, FAR),
    "custody.hold": {"custodian": NEAR},
    "privacy.answer": DESK,
    "retention.hold": {"decider": NEAR, "head": NEAR},
    "identity.open": {"receiver": MINE, "decider": NEAR},
    "identity.ask": {"receiver": NEAR, "verifier": MINE, "head": NEAR, "clerk": NEAR},
    "identity.approve": {"decider": NEAR},
    "dossier.redact": {"receiver": MINE, "decider": NEAR},
    "dossier.read_redacted": {"receiver": MINE, "decider": NEAR, "verifier": MINE},
}
CELLS = [(action, role) for action in Action for role in Role]
MATTERS = (Matter(OTHER, 7), Matter(OWN, 8), Matter(OWN, 7))


@pytest.mark.parametrize(("action", "role"), CELLS)
def test_each_cell_of_the_table_is_as_it_was_meant(action: Action, role: Role) -> None:
    answers = tuple(bool(allowed(Person([role]), action, matter)) for matter in MATTERS)
    assert answers == EXPECTED[action].get(role, NEVER)


@pytest.mark.parametrize("action", Action)
def test_whoever_holds_no_role_may_do_nothing(action: Action) -> None:
    assert not allowed(Person([]), action, Matter())


@pytest.mark.parametrize("action", Action)
def test_a_role_that_nobody_knows_allows_nothing(action: Action) -> None:
    assert not allowed(Person(["root"]), action, Matter())


def test_a_commune_never_changes_the_calendar() -> None:
    may = [bool(allowed(Person(["head"], level), Action.CHANGE_CALENDAR)) for level in LEVELS]
    assert may == [True, True, False]


def test_a_commune_holds_no_keys() -> None:
    may = [bool(allowed(Person(["custodian"], level), Action.HOLD_KEYS)) for level in LEVELS]
    assert may == [True, True, False]


def test_an_agency_of_an_unknown_level_may_do_nothing() -> None:
    assert not allowed(Person(["head"], "planet"), Action.READ, Matter())


def test_several_roles_allow_what_each_allows() -> None:
    person = Person(["administrator", "receiver"])
    assert allowed(person, Action.READ, Matter())


def test_a_refusal_says_why_in_words() -> None:
    with pytest.raises(NotPermitted) as refused:
        require(Person(["administrator"]), Action.READ, Matter())
    assert refused.value.why == WHY[Action.READ]


def test_nobody_may_do_nothing() -> None:
    with pytest.raises(NotPermitted):
        require(None, Action.READ, Matter())


def test_every_action_has_its_line_and_its_reason() -> None:
    assert set(TABLE) == set(WHY) == set(Action)
