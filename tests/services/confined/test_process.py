"""A process for strangers' files is given nothing of ours and cannot take much."""

import os
from collections.abc import Iterator

import pytest

from services.confined import process
from services.confined.process import Broken, Overtaxed

STRAY = "tests.services.confined.stray"


@pytest.fixture
def inheritable() -> Iterator[int]:
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)  # noqa: FBT003 - as the standard library has it
    yield reading
    os.close(reading)
    os.close(writing)


def test_no_open_file_of_ours_is_passed_on(inheritable: int) -> None:
    assert inheritable > 2
    assert process.run(STRAY, b"files") == b"0 1 2"


def test_no_setting_of_ours_is_passed_on() -> None:
    # Python itself sets the one for the alphabet.
    assert process.run(STRAY, b"environment") in {b"", b"LC_CTYPE"}


@pytest.mark.parametrize("deed", ["memory", "shout"])
def test_too_much_is_cut_off(deed: str) -> None:
    with pytest.raises(Overtaxed):
        process.run(STRAY, deed.encode())


@pytest.mark.parametrize("deed", ["open", "connect", "crash", "fail"])
def test_what_it_may_not_do_ends_it(deed: str) -> None:
    with pytest.raises(Broken):
        process.run(STRAY, deed.encode())


def test_a_module_that_is_missing_is_told() -> None:
    with pytest.raises(Broken):
        process.run("services.confined.nowhere", b"")
