"""The matrix of who sees what of a denouncer, cell by cell, and the people it speaks of."""

from dataclasses import dataclass

import pytest

from services.access_requests.parts import Part, within
from services.policy.check import allowed
from services.policy.protection import MATRIX, Access, Datum, Reader, access, standing
from services.policy.table import Action, Role

OWN, OTHER, ME = 1, 2, 7
# As the law's duties were read, once more and in other words: a change has to be meant twice.
WORDS = {
    "opens": Access.WITH_REASON,
    "asks": Access.ON_APPROVAL,
    "notice": Access.NOTIFIED,
    "counted": Access.COUNTED,
    "shown": Access.SHOWN,
    "never": Access.NEVER,
}
EXPECTED = """
    datum        receiver  decider  verifier  colleague  outsider  denounced  public
    identity     opens     opens    asks      asks       never     never      never
    handwriting  opens     opens    asks      asks       never     never      never
    matter       opens     opens    asks      asks       never     notice     never
    hints        opens     opens    asks      asks       never     never      never
    evidence     opens     opens    asks      asks       never     notice     never
    messages     opens     opens    asks      asks       never     never      never
    redacted     shown     shown    shown     never      never     never      never
    existence    shown     shown    shown     shown      counted   notice     counted
"""
HEAD, *BODY = [line.split() for line in EXPECTED.strip().splitlines()]
CELLS = [
    (Datum(row[0]), Reader(reader), WORDS[word])
    for row in BODY
    for reader, word in zip(HEAD[1:], row[1:], strict=True)
]


@dataclass
class Person:
    roles: list[str]
    agency_id: int = OWN
    level: str = "commune"
    id: int = ME


@dataclass
class Matter:
    assigned_to_id: int | None = None
    agency_id: int = OWN


@pytest.mark.parametrize(("datum", "reader", "wanted"), CELLS)
def test_each_cell_of_the_matrix_is_as_it_was_meant(
    datum: Datum, reader: Reader, wanted: Access
) -> None:
    assert MATRIX[datum][reader] is wanted


def test_no_cell_is_forgotten() -> None:
    assert {(datum, reader) for datum, reader, _ in CELLS} == {
        (datum, reader) for datum in Datum for reader in Reader
    }


@pytest.mark.parametrize(
    ("role", "own", "mine"),
    [
        ("receiver", "colleague", "receiver"),
        ("decider", "decider", "decider"),
        ("verifier", "outsider", "verifier"),
        ("head", "colleague", "colleague"),
        ("clerk", "colleague", "colleague"),
        ("author", "outsider", "outsider"),
        ("administrator", "outsider", "outsider"),
        ("auditor", "outsider", "outsider"),
        ("custodian", "outsider", "outsider"),
    ],
)
def test_each_role_stands_where_it_was_meant(role: str, own: str, mine: str) -> None:
    person = Person([role])
    assert (standing(person, Matter()), standing(person, Matter(ME))) == (own, mine)


@pytest.mark.parametrize("role", Role)
def test_whoever_works_elsewhere_is_an_outsider(role: Role) -> None:
    assert standing(Person([role]), Matter(ME, OTHER)) is Reader.OUTSIDER


def test_of_several_roles_the_nearest_counts() -> None:
    assert standing(Person(["clerk", "verifier", "decider"]), Matter(ME)) is Reader.DECIDER


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("holder", [None, ME])
def test_matrix_and_policy_say_the_same(role: Role, holder: int | None) -> None:
    person, matter = Person([role]), Matter(holder)
    way = access(person, matter, Datum.IDENTITY)
    opens = bool(allowed(person, Action.OPEN_IDENTITY, matter))
    asks = bool(allowed(person, Action.ASK_IDENTITY, matter))
    assert (way >= Access.WITH_REASON, way >= Access.ON_APPROVAL) == (opens, opens or asks)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("holder", [None, ME])
def test_matrix_and_policy_say_the_same_of_redacted_copies(role: Role, holder: int | None) -> None:
    person, matter = Person([role]), Matter(holder)
    reads = access(person, matter, Datum.REDACTED) is Access.SHOWN
    makes = bool(allowed(person, Action.REDACT, matter))
    opens = bool(allowed(person, Action.OPEN_IDENTITY, matter))
    assert (reads, makes) == (bool(allowed(person, Action.READ_REDACTED, matter)), opens)


@pytest.mark.parametrize("part", Part)
def test_a_part_is_kept_as_well_as_its_best_kept_data(part: Part) -> None:
    assert within(Person(["administrator"]), Matter(), part) is Access.NEVER
