"""The socket: for the right users only, and nothing that comes through it stops the custodian."""

import json
import os
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from config import Settings
from services.custody import protocol, server
from services.custody.client import Custodian
from services.custody.desk import OPERATIONS, Desk
from services.custody.refusals import CustodianAway
from services.custody.room import Room
from services.custody.server import Server, SocketTaken
from tests.service import beside

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
MANY = effort(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def send(settings: Settings, content: bytes, *, wait: bool = True) -> bytes:
    """Write to the socket as anybody might, and read what comes back."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(5)
        caller.connect(settings.custody.socket)
        caller.sendall(content)
        if not wait:
            return b""
        caller.shutdown(socket.SHUT_WR)
        with caller.makefile("rb") as answers:
            return answers.read()


def asked(settings: Settings, message: Any) -> str:
    answer = json.loads(send(settings, json.dumps(message).encode() + b"\n"))
    return str(answer.get("refused", "ok"))


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"not json\n",
        b"[]\n",
        b"null\n",
        b'{"op": "status"}',
        b"\xff\xfe\n",
        b"[" * 10_000 + b"\n",
        b'{"op": "' + b"x" * protocol.LONGEST_LINE + b'"}\n',
        b'{"op": ' + b"9" * 5000 + b"}\n",
    ],
)
def test_what_makes_no_sense_is_refused(
    custodian: Custodian, settings: Settings, content: bytes
) -> None:
    refused = json.loads(send(settings, content))
    assert (refused, custodian.status()["ceremonies"]) == ({"refused": "BadMessage"}, {})


@pytest.mark.parametrize(
    "message",
    [
        {"op": "shutdown"},
        {"op": ["status"]},
        {"op": "status", "more": 1},
        {"op": "seal", "key": "1", "by": 0},
        {"op": "seal", "key": True, "by": 0},
        {"op": "seal", "key": -1, "by": 0},
        {"op": "seal", "key": 2**63, "by": 0},
        {"op": "open", "request": 1, "to": "not base64"},
        {"op": "open", "request": 1, "to": "AAAA"},
        {"op": "give", "key": 1, "purpose": "x", "holder": 1, "passphrase": "", "words": ""},
        {"op": "share", "agency": 1, "holder": 1, "passphrase": "\ud800"},
        {"op": "share", "agency": 1, "holder": 1, "passphrase": "x" * 3000},
        {"op": "begin", "agency": 1, "holders": ["1"], "threshold": 2, "by": 0},
        {"op": "begin", "agency": 1, "holders": list(range(50)), "threshold": 2, "by": 0},
    ],
)
@pytest.mark.usefixtures("custodian")
def test_fields_that_make_no_sense_are_refused(settings: Settings, message: Any) -> None:
    assert asked(settings, message) == "BadMessage"


@MANY
@given(operation=st.sampled_from(sorted(OPERATIONS)), fields=st.dictionaries(st.text(), JSON))
def test_no_message_stops_the_custodian(
    custodian: Custodian, settings: Settings, operation: str, fields: dict[str, Any]
) -> None:
    asked(settings, {**fields, "op": operation})
    assert "keys" in custodian.status()


@MANY
@given(data=st.data())
def test_no_well_formed_nonsense_stops_the_custodian(
    custodian: Custodian, settings: Settings, data: st.DataObject
) -> None:
    operation = data.draw(st.sampled_from(sorted(OPERATIONS)))
    values = {
        int: st.integers(0, 2**63 - 1),
        str: st.text(max_size=100),
        list: st.lists(st.integers(0, 2**63 - 1), max_size=10),
    }
    fields = {name: data.draw(values[kind]) for name, kind in OPERATIONS[operation][0].items()}
    asked(settings, {**fields, "op": operation})
    assert "keys" in custodian.status()


def test_callers_who_hang_up_do_no_harm(custodian: Custodian, settings: Settings) -> None:
    for _ in range(50):
        send(settings, b'{"op": "sta', wait=False)
    assert "keys" in custodian.status()


def test_silent_callers_do_not_keep_others_out(
    custodian: Custodian, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    silent = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(server.CALLERS)]
    for caller in silent:
        caller.connect(settings.custody.socket)
    answer = custodian.status()
    for caller in silent:
        caller.close()
    assert "keys" in answer


@pytest.mark.usefixtures("custodian")
def test_the_socket_is_for_its_owner_alone(settings: Settings) -> None:
    mode = Path(settings.custody.socket).stat().st_mode
    assert (stat.S_ISSOCK(mode), stat.S_IMODE(mode)) == (True, 0o600)


@pytest.fixture
def strangers_only(room: Room, settings: Settings) -> Iterator[Custodian]:
    """Serve somebody else than the user of these tests."""
    path = Path(settings.custody.socket)
    server = Server(path, Desk(room, threading.Lock()), {os.geteuid() + 1})
    with beside(server.serve):
        yield Custodian(str(path))


def test_another_user_is_turned_away(strangers_only: Custodian) -> None:
    with pytest.raises(CustodianAway):
        strangers_only.status()


def test_a_second_custodian_does_not_take_the_place(
    custodian: Custodian, settings: Settings
) -> None:
    with pytest.raises(SocketTaken):
        server.bound(Path(settings.custody.socket), -1)
    assert "keys" in custodian.status()


def test_no_file_is_removed_for_a_socket(tmp_path: Path) -> None:
    path = tmp_path / "precious"
    path.write_text("precious")
    with pytest.raises(SocketTaken):
        server.bound(path, -1)


def test_a_path_that_the_kernel_cannot_take_is_told(tmp_path: Path) -> None:
    with pytest.raises(SocketTaken, match="too long"):
        server.bound(tmp_path / ("x" * 120), -1)


def test_a_custodian_that_is_not_there_is_told(settings: Settings) -> None:
    with pytest.raises(CustodianAway):
        Custodian(settings.custody.socket).status()
