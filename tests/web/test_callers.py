"""A caller is counted without being known."""

import pytest
from flask import Flask

from services.web import callers


def named(app: Flask, address: str) -> str:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        return callers.visitor()


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7", "unix:", ""])
def test_the_name_does_not_tell_the_address(app: Flask, address: str) -> None:
    assert len(named(app, address)) == callers.SIGNS
    assert not address or address not in named(app, address)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_one_home_is_one_caller(app: Flask, one: str, other: str, *, same: bool) -> None:
    assert (named(app, one) == named(app, other)) is same


def test_two_drafts_behind_one_address_are_two_callers(app: Flask) -> None:
    names = set()
    for last in "12":
        with app.test_request_context(f"/nop/00000000-0000-0000-0000-00000000000{last}/x"):
            names.add(callers.person())
    assert len(names) == 2


@pytest.mark.parametrize(("code", "protected"), [("TTTC", True), ("KNPA", False), ("none", False)])
def test_protected_procedures_are_known_by_their_address(
    app: Flask, code: str, *, protected: bool
) -> None:
    with app.test_request_context(f"/thu-tuc/{code}/nop"):
        assert callers.asks_protected() is protected
