"""Sealed content opens with its key, in its place, and otherwise not at all."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings as sodium

from services.identity import envelope, letters
from services.identity.about import About
from services.identity.refusals import SealRefused, Tampered, WrongKey

ABOUT = About("dossier:7", "identity", 2)
CONTENT = "Nguyễn Thị Bưởi, thôn Phố Đình".encode()


@pytest.fixture(scope="module")
def key() -> bytes:
    return envelope.new_key()


def flipped(sealed: bytes, place: int) -> bytes:
    return sealed[:place] + bytes((sealed[place] ^ 1,)) + sealed[place + 1 :]


@given(content=st.binary(max_size=2000), subject=st.text(), purpose=st.text())
def test_what_was_sealed_opens(content: bytes, subject: str, purpose: str) -> None:
    key, about = envelope.new_key(), About(subject, purpose)
    assert envelope.unseal(key, envelope.seal(key, content, about), about) == content


def test_every_changed_bit_is_found(key: bytes) -> None:
    sealed = envelope.seal(key, CONTENT, ABOUT)
    opened = []
    for place in range(len(sealed)):
        try:
            opened.append(envelope.unseal(key, flipped(sealed, place), ABOUT))
        except SealRefused:
            continue
    assert opened == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        About("dossier:8", "identity", 2),
        About("dossier:7", "message", 2),
        About("dossier:7", "identity", 3),
        About("dossier:7identity", "", 2),
    ],
)
def test_content_of_another_place_is_refused(key: bytes, elsewhere: About) -> None:
    with pytest.raises(Tampered):
        envelope.unseal(key, envelope.seal(key, CONTENT, ABOUT), elsewhere)


@given(one=st.tuples(st.text(), st.text()), other=st.tuples(st.text(), st.text()))
def test_two_places_are_never_written_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (About(*one).encoded() == About(*other).encoded()) == (one == other)


def test_another_key_is_told_from_changed_content(key: bytes) -> None:
    with pytest.raises(WrongKey):
        envelope.unseal(envelope.new_key(), envelope.seal(key, CONTENT, ABOUT), ABOUT)


@pytest.mark.parametrize("cut", [0, 1, 3, 19, 20, 43, 44, 60])
def test_cut_content_is_refused(key: bytes, cut: int) -> None:
    with pytest.raises(Tampered):
        envelope.unseal(key, envelope.seal(key, CONTENT, ABOUT)[:cut], ABOUT)


def test_a_wrapped_key_is_no_content(key: bytes) -> None:
    wrapped = envelope.wrap(key, envelope.new_key(), "dossier:7")
    with pytest.raises(Tampered):
        envelope.unseal(key, wrapped, About("dossier:7", envelope.WRAPPING))


@pytest.mark.parametrize("names", [("An", "Nguyễn Thị Hồng Nhung")])
def test_short_and_long_names_are_sealed_alike_in_length(
    key: bytes, names: tuple[str, str]
) -> None:
    lengths = {len(envelope.seal(key, name.encode(), ABOUT)) for name in names}
    assert len(lengths) == 1


def test_the_same_content_never_looks_the_same(key: bytes) -> None:
    assert envelope.seal(key, CONTENT, ABOUT) != envelope.seal(key, CONTENT, ABOUT)


def test_only_the_private_key_opens_what_is_wrapped_for_it() -> None:
    public, private = sodium.crypto_box_keypair()
    inner = envelope.new_key()
    assert envelope.unwrap_for(private, envelope.wrap_for(public, inner, "d"), "d") == inner


def test_another_private_key_is_told() -> None:
    public, _ = sodium.crypto_box_keypair()
    _, other = sodium.crypto_box_keypair()
    with pytest.raises(WrongKey):
        envelope.unwrap_for(other, envelope.wrap_for(public, envelope.new_key(), "d"), "d")


def test_a_data_key_put_to_another_dossier_is_refused() -> None:
    public, private = sodium.crypto_box_keypair()
    wrapped = envelope.wrap_for(public, envelope.new_key(), "dossier:7")
    with pytest.raises(Tampered):
        envelope.unwrap_for(private, wrapped, "dossier:8")


def test_a_wrapped_key_with_a_changed_bit_is_refused() -> None:
    public, private = sodium.crypto_box_keypair()
    wrapped = envelope.wrap_for(public, envelope.new_key(), "dossier:7")
    with pytest.raises(Tampered):
        envelope.unwrap_for(private, flipped(wrapped, -1 + len(wrapped)), "dossier:7")


def test_a_letter_is_read_by_who_has_the_data_key(key: bytes) -> None:
    letter = letters.seal_to(letters.public_key(key), CONTENT, ABOUT)
    assert letters.open_letter(key, letter, ABOUT) == CONTENT


@pytest.mark.parametrize(
    "spoil",
    [lambda letter: letter[:-1], lambda letter: flipped(letter, 150), lambda letter: letter[:30]],
)
def test_a_spoilt_letter_is_refused(key: bytes, spoil: Callable[[bytes], bytes]) -> None:
    letter = letters.seal_to(letters.public_key(key), CONTENT, ABOUT)
    with pytest.raises(SealRefused):
        letters.open_letter(key, spoil(letter), ABOUT)


def test_a_letter_put_elsewhere_is_refused(key: bytes) -> None:
    letter = letters.seal_to(letters.public_key(key), CONTENT, ABOUT)
    with pytest.raises(Tampered):
        letters.open_letter(key, letter, About("dossier:7", "identity", 3))
