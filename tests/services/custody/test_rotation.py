"""A new key takes over: every data key is sealed again, while filing goes on."""

import pytest
from sqlalchemy import func, select

from services.custody import demo, keys, rotation
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.models import CustodyKey, CustodyShare
from services.custody.refusals import NotAHolder, NothingToMove
from services.custody.room import Room
from services.custody.vault import Purpose
from services.identity import store
from services.identity.models import SealedKey
from services.resources import Resources
from tests.custodian import BY_PASSPHRASE, unlock
from tests.filing import NOW
from tests.service import wait_until
from tests.services.custody.conftest import VALUES, Sealed, seal


@pytest.fixture
def newer(sealed: Sealed, resources: Resources, province_key: Ceremony) -> int:
    """Make a second key of the province."""
    assert sealed.key_id
    with resources.database.transaction() as session:
        demo.make(session, province_key.agency_id, now=NOW)
        return keys.of_agency(session, province_key.agency_id)[0].id


def rotate(custodian: Custodian, sealed: Sealed) -> None:
    for holder in sealed.holders[:2]:
        custodian.give(sealed.key_id, Purpose.ROTATE, holder, BY_PASSPHRASE)
    wait_until(lambda: str(sealed.key_id) not in custodian.status()["keys"])


def test_dossiers_go_over_to_the_new_key(
    custodian: Custodian, sealed: Sealed, newer: int, resources: Resources
) -> None:
    rotate(custodian, sealed)
    with resources.database.transaction() as session:
        assert session.get_one(SealedKey, sealed.dossier_id).custody_key_id == newer


def test_the_new_key_opens_what_was_sealed_to_the_old(
    custodian: Custodian, sealed: Sealed, newer: int
) -> None:
    rotate(custodian, sealed)
    unlock(custodian, newer, sealed.holders)
    assert sealed.open(custodian).data_key == sealed.data_key


def test_the_persons_code_goes_on_opening(
    custodian: Custodian, sealed: Sealed, newer: int, resources: Resources
) -> None:
    assert newer
    rotate(custodian, sealed)
    code_key = resources.access_codes.key("2222-3333-4444-5555")
    with resources.database.transaction() as session:
        assert store.open_with_code(session, sealed.dossier_id, code_key) == VALUES


def test_the_shares_of_the_old_key_are_thrown_away(
    custodian: Custodian, sealed: Sealed, newer: int, resources: Resources
) -> None:
    assert newer
    rotate(custodian, sealed)
    old = select(func.count()).where(CustodyShare.key_id == sealed.key_id)
    with resources.database.transaction() as session:
        assert session.scalar(old) == 0


def test_a_retired_key_is_not_unlocked(custodian: Custodian, sealed: Sealed, newer: int) -> None:
    assert newer
    rotate(custodian, sealed)
    with pytest.raises(NotAHolder):
        unlock(custodian, sealed.key_id, sealed.holders)


def test_without_a_new_key_there_is_nowhere_to_go(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(NothingToMove):
        custodian.give(sealed.key_id, Purpose.ROTATE, sealed.holders[0], BY_PASSPHRASE)


def test_an_interrupted_move_is_resumed(
    custodian: Custodian,
    sealed: Sealed,
    newer: int,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    province_key: Ceremony,
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    with room.database.transaction() as session:
        session.get_one(CustodyKey, newer).retired_at = NOW
    other = seal(sealed.resources, "another-attempt-of-a-person", province_key)
    with room.database.transaction() as session:
        session.get_one(CustodyKey, newer).retired_at = None
    private_key = room_key(custodian, sealed, room)
    assert rotation.move_some(room, sealed.key_id, private_key) == 1
    rotate(custodian, sealed)
    with room.database.transaction() as session:
        assert session.get_one(SealedKey, other.dossier_id).custody_key_id == newer


def room_key(custodian: Custodian, sealed: Sealed, room: Room) -> bytes:
    unlock(custodian, sealed.key_id, sealed.holders)
    return room.vault._unlocked[sealed.key_id].private_key  # noqa: SLF001 - Nobody else may ask.


def test_a_key_with_dossiers_is_not_retired(room: Room, sealed: Sealed) -> None:
    assert not rotation.retire(room, sealed.key_id, now=NOW)
