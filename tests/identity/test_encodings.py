"""The search of the grand jury finds what it looks for, however it is hidden."""

import base64
import unicodedata

import pytest

from tests.identity.encodings import hits

NAME = "Thwoỏz"
HIDDEN = {
    "plain": f"xx{NAME}yy".encode(),
    "decomposed": unicodedata.normalize("NFD", NAME).encode(),
    "without accents": b"..thwooz..",
    "upper": b"THWOOZ",
    "utf-16-le": f"a{NAME}".encode("utf-16-le"),
    "utf-16-be": f"a{NAME}".encode("utf-16-be"),
    "hex": f"ab{NAME}".encode().hex().encode(),
    "json": b'"Thwo\\u1ecfz"',
    "address": b"?q=Thwo%E1%BB%8Fz",
    **{f"base64 {n}": base64.b64encode(b"q" * n + NAME.encode() + b"end") for n in range(3)},
}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_name_is_found(way: str) -> None:
    assert hits([NAME], b"something " + HIDDEN[way] + b" more") == {NAME}


def test_another_name_is_not_found() -> None:
    assert hits([NAME], "Thooz, Thwaz, Nguyễn".encode()) == set()
