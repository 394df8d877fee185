"""k of n holders unlock a key; whatever is wrong with a share is told at once."""

from datetime import timedelta

import pytest

from services.custody import brakes
from services.custody.client import Custodian, Proof
from services.custody.events import Happening, latest
from services.custody.refusals import (
    CustodyRefusal,
    DemoKeyInProduction,
    ForeignShare,
    KeySealed,
    NotAHolder,
    NothingGiven,
    TooManyTries,
    WeakPassphrase,
    WrongPassphrase,
    WrongWords,
)
from services.custody.room import Room
from services.custody.vault import Purpose
from services.resources import Resources
from tests.custodian import BY_PASSPHRASE, MINISTRY, key_for, now, officers_of, unlock
from tests.services.custody.conftest import Sealed

FRESH = "một cụm mật khẩu mới"


def is_unlocked(custodian: Custodian, key_id: int) -> bool:
    return bool(custodian.status()["keys"][str(key_id)]["unlocked_at"])


def give(custodian: Custodian, sealed: Sealed, holder: int, proof: Proof = BY_PASSPHRASE) -> bool:
    return bool(custodian.give(sealed.key_id, Purpose.UNLOCK, holder, proof)["done"])


def test_a_key_starts_sealed(custodian: Custodian, sealed: Sealed) -> None:
    assert not is_unlocked(custodian, sealed.key_id)


def test_two_of_three_holders_unlock(custodian: Custodian, sealed: Sealed) -> None:
    unlock(custodian, sealed.key_id, sealed.holders[1:])
    assert is_unlocked(custodian, sealed.key_id)


def test_one_holder_is_not_enough_however_often(custodian: Custodian, sealed: Sealed) -> None:
    for _ in range(3):
        give(custodian, sealed, sealed.holders[0])
    assert not is_unlocked(custodian, sealed.key_id)


def test_words_from_paper_unlock_too(custodian: Custodian, sealed: Sealed) -> None:
    for holder, words in list(zip(sealed.holders, sealed.words, strict=True))[:2]:
        give(custodian, sealed, holder, Proof(words=words))
    assert is_unlocked(custodian, sealed.key_id)


def test_words_may_be_numbered_capital_and_short(custodian: Custodian, sealed: Sealed) -> None:
    give(custodian, sealed, sealed.holders[0])
    words = enumerate(sealed.words[1].split(), 1)
    typed = "\n".join(f"{place}. {word[:4].upper()}" for place, word in words)
    assert give(custodian, sealed, sealed.holders[1], Proof(words=typed))


@pytest.mark.parametrize(
    ("proof", "refusal"),
    [
        (Proof(passphrase="không phải cụm này"), WrongPassphrase),
        (Proof(passphrase=" "), NothingGiven),
        (Proof(words="academic acid acne"), WrongWords),
        (Proof(words="những từ tiếng Việt"), WrongWords),
    ],
)
def test_a_wrong_secret_is_refused_at_once(
    custodian: Custodian, sealed: Sealed, proof: Proof, refusal: type[CustodyRefusal]
) -> None:
    with pytest.raises(refusal):
        give(custodian, sealed, sealed.holders[0], proof)


def test_nothing_given_counts_as_no_try(custodian: Custodian, sealed: Sealed) -> None:
    for _ in range(brakes.TRIES):
        with pytest.raises(NothingGiven):
            give(custodian, sealed, sealed.holders[0], Proof())
    assert not give(custodian, sealed, sealed.holders[0])


def test_one_misspelt_word_is_found(custodian: Custodian, sealed: Sealed) -> None:
    words = sealed.words[0].split()
    words[7] = "academic" if words[7] != "academic" else "acid"
    with pytest.raises(WrongWords):
        give(custodian, sealed, sealed.holders[0], Proof(words=" ".join(words)))


def test_a_colleagues_words_are_refused(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(ForeignShare):
        give(custodian, sealed, sealed.holders[0], Proof(words=sealed.words[1]))


def test_words_of_another_key_are_refused(
    custodian: Custodian, sealed: Sealed, resources: Resources
) -> None:
    other = key_for(resources, MINISTRY)
    with pytest.raises(ForeignShare):
        give(custodian, sealed, sealed.holders[0], Proof(words=other.made.words[0]))


def test_who_holds_no_share_is_told(
    custodian: Custodian, sealed: Sealed, resources: Resources
) -> None:
    with pytest.raises(NotAHolder):
        give(custodian, sealed, officers_of(resources, MINISTRY)[0])


def test_guessing_is_stopped(custodian: Custodian, sealed: Sealed) -> None:
    for _ in range(brakes.TRIES):
        with pytest.raises(WrongPassphrase):
            give(custodian, sealed, sealed.holders[0], Proof(passphrase="đoán mò"))
    with pytest.raises(TooManyTries):
        give(custodian, sealed, sealed.holders[0])


def test_guessing_does_not_stop_the_other_holders(custodian: Custodian, sealed: Sealed) -> None:
    for _ in range(brakes.TRIES):
        with pytest.raises(WrongPassphrase):
            give(custodian, sealed, sealed.holders[0], Proof(passphrase="đoán mò"))
    unlock(custodian, sealed.key_id, sealed.holders[1:])
    assert is_unlocked(custodian, sealed.key_id)


def test_sealing_now_forgets_the_key(custodian: Custodian, sealed: Sealed) -> None:
    unlock(custodian, sealed.key_id, sealed.holders)
    custodian.seal(by=sealed.holders[0])
    assert not is_unlocked(custodian, sealed.key_id)


def test_a_key_that_nobody_uses_is_sealed(custodian: Custodian, sealed: Sealed, room: Room) -> None:
    unlock(custodian, sealed.key_id, sealed.holders)
    room.vault.sweep(now=now() + timedelta(minutes=61))
    with pytest.raises(KeySealed):
        sealed.open(custodian)


def test_a_share_whose_others_never_come_is_forgotten(
    custodian: Custodian, sealed: Sealed, room: Room
) -> None:
    give(custodian, sealed, sealed.holders[0])
    room.vault.sweep(now=now() + timedelta(minutes=16))
    assert not give(custodian, sealed, sealed.holders[1])


def test_shares_for_a_rehearsal_unlock_nothing(custodian: Custodian, sealed: Sealed) -> None:
    for holder in sealed.holders[:2]:
        answer = custodian.give(sealed.key_id, Purpose.REHEARSE, holder, BY_PASSPHRASE)
    assert (answer["well"], is_unlocked(custodian, sealed.key_id)) == (True, False)


def test_a_share_for_a_rehearsal_does_not_count_for_unlocking(
    custodian: Custodian, sealed: Sealed
) -> None:
    custodian.give(sealed.key_id, Purpose.REHEARSE, sealed.holders[0], BY_PASSPHRASE)
    assert not give(custodian, sealed, sealed.holders[1])


def test_a_demo_key_is_refused_in_production(
    custodian: Custodian, sealed: Sealed, room: Room
) -> None:
    room.production = True
    with pytest.raises(DemoKeyInProduction):
        give(custodian, sealed, sealed.holders[0])


def test_words_set_a_new_passphrase(custodian: Custodian, sealed: Sealed) -> None:
    custodian.recover(sealed.key_id, sealed.holders[0], sealed.words[0], FRESH)
    give(custodian, sealed, sealed.holders[1])
    assert give(custodian, sealed, sealed.holders[0], Proof(passphrase=FRESH))


def test_the_old_passphrase_ends_with_the_new(custodian: Custodian, sealed: Sealed) -> None:
    custodian.recover(sealed.key_id, sealed.holders[0], sealed.words[0], FRESH)
    with pytest.raises(WrongPassphrase):
        give(custodian, sealed, sealed.holders[0])


def test_a_weak_passphrase_is_refused(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(WeakPassphrase):
        custodian.recover(sealed.key_id, sealed.holders[0], sealed.words[0], "ngắn")


def test_another_holders_words_set_no_passphrase(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(ForeignShare):
        custodian.recover(sealed.key_id, sealed.holders[0], sealed.words[1], FRESH)


def test_who_unlocked_and_who_sealed_is_noted(
    custodian: Custodian, sealed: Sealed, resources: Resources
) -> None:
    unlock(custodian, sealed.key_id, sealed.holders)
    custodian.seal(sealed.key_id, by=sealed.holders[2])
    with resources.database.transaction() as session:
        seals, unlocks = latest(session, [sealed.key_id], 2)
    noted = (seals.officer_id, unlocks.kind, unlocks.detail["holders"])
    assert noted == (sealed.holders[2], Happening.UNLOCKED, sorted(sealed.holders[:2]))
