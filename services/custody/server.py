"""The custodian's socket: a file that only its own users reach, and never the network."""

import os
import socket
import stat
import struct
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

from services.custody import protocol
from services.custody.desk import Desk
from services.custody.refusals import BadMessage

CALLERS, WAITING = 16, 128
MESSAGES = 20
PATIENCE = 10.0
TICK, TIDYING = 0.2, 1.0
LONGEST_PATH = 100
CREDENTIALS = struct.Struct("3i")

log = structlog.get_logger(__name__)


class SocketTaken(Exception):
    """Another custodian serves this socket, or something else lies in its place."""


class Server:
    """Takes callers that the kernel vouches for; each in a thread, with little patience."""

    def __init__(self, path: Path, desk: Desk, users: Collection[int], group: int = -1) -> None:
        self._desk = desk
        self._users = frozenset(users)
        self._places = threading.BoundedSemaphore(CALLERS)
        self._path = path
        self._socket = bound(path, group)

    def serve(self, stop: threading.Event) -> None:
        self._socket.settimeout(TICK)
        tidied = time.monotonic()
        try:
            while not stop.is_set():
                # While all places are taken, further callers wait in the kernel's queue.
                if self._places.acquire(timeout=TICK):
                    self._take_next()
                if time.monotonic() - tidied >= TIDYING:
                    tidied = time.monotonic()
                    quietly(lambda: self._desk.tidy(datetime.now(UTC)))
        finally:
            self._socket.close()
            self._path.unlink(missing_ok=True)

    def _take_next(self) -> None:
        """Hear one caller in a thread of its own, or give the place back."""
        try:
            caller, _ = self._socket.accept()
        except OSError:
            self._places.release()
            return
        threading.Thread(target=self._listen, args=(caller,), daemon=True).start()

    def _listen(self, caller: socket.socket) -> None:
        try:
            with caller, suppress(OSError):
                if user_of(caller) not in self._users:
                    log.warning("caller turned away", user=user_of(caller))
                    return
                caller.settimeout(PATIENCE)
                converse(caller, self._desk)
        finally:
            self._places.release()


def converse(caller: socket.socket, desk: Desk) -> None:
    """Answer some messages; whoever sends what makes no sense is told so and hung up on."""
    with caller.makefile("rb", buffering=protocol.LONGEST_LINE) as stream:
        for _ in range(MESSAGES):
            try:
                message = protocol.read(stream)
            except BadMessage:
                caller.sendall(protocol.write({"refused": "BadMessage"}))
                return
            if message is None:
                return
            caller.sendall(protocol.write(desk.answer(message, datetime.now(UTC))))


def bound(path: Path, group: int) -> socket.socket:
    """Make the socket, reachable for its owner and perhaps one group.

    Raises:
        SocketTaken: another custodian answers there, or the path is no socket or too long.

    """
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise SocketTaken(f"{path} is too long for a socket; give MOTCUA_CUSTODIAN_SOCKET another.")
    _make_room(path)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(str(path))
    finally:
        os.umask(before)
    if group >= 0:
        os.chown(path, -1, group)
        path.chmod(0o660)
    listening.listen(WAITING)
    return listening


def _make_room(path: Path) -> None:
    """Remove the socket of a custodian that died; one that lives keeps it."""
    path.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not path.exists():
        return
    if not stat.S_ISSOCK(path.lstat().st_mode):
        raise SocketTaken(f"{path} is no socket.")
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe,
        suppress(ConnectionRefusedError),
    ):
        probe.connect(str(path))
        raise SocketTaken(f"Another custodian serves {path}.")
    path.unlink()


def user_of(caller: socket.socket) -> int:
    """Ask the kernel who is calling."""
    kept = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
    return int(CREDENTIALS.unpack(kept)[1])


def quietly(act: Callable[[], None]) -> None:
    """Go on serving when the database is away for a while."""
    try:
        act()
    except Exception as fault:  # noqa: BLE001 - See above.
        log.warning("tidying failed", fault=type(fault).__name__)
