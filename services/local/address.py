"""At which address the product is served, and whether it answers."""

import socket
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

from services.local.engine import LOOPBACK
from services.local.failures import LocalFailure

TRIES = 100
OK = 200


class NoFreePort(LocalFailure):
    """Every port near the wanted one is taken."""


def choose_port(wanted: int, say: Callable[[str], None]) -> int:
    port = first_free(wanted)
    if port != wanted:
        say(f"Port {wanted} is taken: using {port}")
    return port


def first_free(wanted: int) -> int:
    for port in range(wanted, wanted + TRIES):
        if is_free(port):
            return port
    raise NoFreePort(f"The ports {wanted} to {port} are all taken; choose one with --port.")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As a server does: ports of connections that are just closing count as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def is_ready(port: int) -> bool:
    connection = HTTPConnection(LOOPBACK, port, timeout=5)
    with suppress(OSError, HTTPException):
        connection.request("GET", "/readyz")
        return connection.getresponse().status == OK
    connection.close()
    return False
