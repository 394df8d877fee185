"""A key is made by all its holders together, and used only when each has proven the paper."""

from datetime import timedelta

import pytest

from services.agencies import directory
from services.custody import keys, shares
from services.custody.client import Custodian, Proof
from services.custody.refusals import (
    BadPlan,
    CeremonyUnderWay,
    ForeignShare,
    NoCeremony,
    NotAHolder,
    WeakPassphrase,
    WrongWords,
)
from services.custody.room import Room
from services.custody.vault import Purpose
from services.resources import Resources
from tests.custodian import MINISTRY, PROVINCE, now, officers_of

PASSPHRASE = "bốn từ không liên quan"


@pytest.fixture
def agency(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return directory.get(session, PROVINCE).id


@pytest.fixture
def holders(resources: Resources) -> list[int]:
    return officers_of(resources, PROVINCE)


@pytest.fixture
def begun(custodian: Custodian, agency: int, holders: list[int]) -> Custodian:
    custodian.begin(agency, holders, 2, by=holders[0])
    return custodian


def take_part(custodian: Custodian, agency: int, holder: int) -> int:
    words = custodian.take_share(agency, holder, PASSPHRASE)
    return custodian.prove_share(agency, holder, words)


def own_keys(resources: Resources, agency: int) -> int:
    with resources.database.transaction() as session:
        return len(keys.of_agency(session, agency))


def test_the_last_holder_makes_the_key(
    begun: Custodian, resources: Resources, agency: int, holders: list[int]
) -> None:
    missing = [take_part(begun, agency, holder) for holder in holders]
    assert (missing, own_keys(resources, agency)) == ([2, 1, 0], 1)


def test_a_made_key_is_unlocked_by_its_holders(
    begun: Custodian, resources: Resources, agency: int, holders: list[int]
) -> None:
    for holder in holders:
        take_part(begun, agency, holder)
    with resources.database.transaction() as session:
        key_id = keys.of_agency(session, agency)[0].id
    proof = Proof(passphrase=PASSPHRASE)
    done = [begun.give(key_id, Purpose.UNLOCK, one, proof)["done"] for one in holders[1:]]
    assert done == [False, True]


def test_nothing_is_sealed_to_a_key_that_is_being_made(
    begun: Custodian, resources: Resources, agency: int, holders: list[int]
) -> None:
    for holder in holders[1:]:
        take_part(begun, agency, holder)
    assert own_keys(resources, agency) == 0


def test_the_words_have_to_be_typed_back(begun: Custodian, agency: int, holders: list[int]) -> None:
    begun.take_share(agency, holders[0], PASSPHRASE)
    with pytest.raises(WrongWords):
        begun.prove_share(agency, holders[0], "tôi quên ghi lại")


def test_the_words_of_a_colleague_prove_nothing(
    begun: Custodian, agency: int, holders: list[int]
) -> None:
    first, second = (begun.take_share(agency, one, PASSPHRASE) for one in holders[:2])
    assert first != second
    with pytest.raises(ForeignShare):
        begun.prove_share(agency, holders[0], second)


def test_only_a_holder_takes_a_share(begun: Custodian, agency: int, resources: Resources) -> None:
    with pytest.raises(NotAHolder):
        begun.take_share(agency, officers_of(resources, MINISTRY)[0], PASSPHRASE)


def test_a_weak_passphrase_is_refused(begun: Custodian, agency: int, holders: list[int]) -> None:
    with pytest.raises(WeakPassphrase):
        begun.take_share(agency, holders[0], "mật khẩu    ")


def test_two_keys_are_not_made_at_once(begun: Custodian, agency: int, holders: list[int]) -> None:
    with pytest.raises(CeremonyUnderWay):
        begun.begin(agency, holders, 2, by=holders[0])


def test_a_cancelled_making_leaves_nothing(
    begun: Custodian, agency: int, holders: list[int]
) -> None:
    begun.cancel(agency, by=holders[0])
    with pytest.raises(NoCeremony):
        take_part(begun, agency, holders[0])


def test_a_making_that_takes_too_long_is_forgotten(begun: Custodian, room: Room) -> None:
    assert begun.status()["ceremonies"]
    assert room.ceremonies.under_way(now=now() + timedelta(hours=25)) == {}


@pytest.mark.parametrize(
    ("threshold", "count"), [(1, 3), (3, 3), (4, 3), (2, 2), (0, 3), (2, 10), (2, 0)]
)
def test_an_unsafe_plan_is_refused(threshold: int, count: int) -> None:
    with pytest.raises(BadPlan):
        shares.make(threshold, count)


def test_a_holder_of_another_agency_is_refused(
    custodian: Custodian, resources: Resources, agency: int, holders: list[int]
) -> None:
    with pytest.raises(BadPlan):
        custodian.begin(agency, [*holders[:2], officers_of(resources, MINISTRY)[0]], 2, by=0)


def test_nobody_holds_two_shares(custodian: Custodian, agency: int, holders: list[int]) -> None:
    with pytest.raises(BadPlan):
        custodian.begin(agency, [holders[0], *holders[:2]], 2, by=0)


@pytest.mark.parametrize(("threshold", "count"), [(2, 3), (3, 5), (8, 9)])
def test_any_shares_that_suffice_make_the_key(threshold: int, count: int) -> None:
    made = shares.make(threshold, count)
    some = made.words[-threshold:]
    assert shares.public_half(shares.combine(some)) == made.public_key


@pytest.mark.parametrize(("threshold", "count"), [(2, 3), (3, 5)])
def test_one_share_too_few_makes_nothing(threshold: int, count: int) -> None:
    made = shares.make(threshold, count)
    with pytest.raises(WrongWords):
        shares.combine(made.words[: threshold - 1])


def test_shares_of_two_keys_make_nothing() -> None:
    one, other = shares.make(2, 3), shares.make(2, 3)
    with pytest.raises(WrongWords):
        shares.combine([one.words[0], other.words[1]])
