"""All servers of a one-disk Swift under one process: `python -m ... SETTINGS KIND=PORT...`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from swift.account.server import main as serve_accounts
from swift.common.ring import RingBuilder
from swift.common.utils import eventlet_monkey_patch
from swift.container.server import main as serve_containers
from swift.obj.server import main as serve_objects
from swift.proxy.server import main as serve_proxy

from services.local.leash import die_with

SERVE: dict[str, Callable[[], None]] = {
    "object": serve_objects,
    "container": serve_containers,
    "account": serve_accounts,
    "proxy": serve_proxy,
}
DEVICE = {"id": 0, "region": 1, "zone": 1, "weight": 1.0, "device": "disk", "meta": ""}
PART_POWER = 4


def build_ring(settings: Path, kind: str, port: int) -> None:
    """Say where the one copy of everything lies; the port is another at every start."""
    at = {"ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port}
    builder = RingBuilder(PART_POWER, 1, 0)
    builder.add_dev(DEVICE | at)
    builder.rebalance()
    builder.get_ring().save(str(settings / f"{kind}.ring.gz"))


def start(settings: Path, kind: str, parent: int) -> int:
    if pid := os.fork():
        return pid
    # Nobody ties this process to its parent but itself.
    die_with(parent, signal.SIGKILL)
    sys.argv = [f"swift-{kind}-server", str(settings / f"{kind}.conf"), "--verbose"]
    SERVE[kind]()
    sys.exit()


def watch(children: list[int]) -> int:
    """Wait until one server ends, then end the others: they are of no use alone."""

    def stop(*_: object) -> None:
        for child in children:
            os.kill(child, signal.SIGKILL)
        sys.exit()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    ended, status = os.wait()
    children.remove(ended)
    for child in children:
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status) or 1


def main(folder: str, *ports: str) -> int:
    # Each server would do it by itself and look through all that is loaded: a second each.
    eventlet_monkey_patch()
    settings = Path(folder)
    for kind, _, port in (given.partition("=") for given in ports):
        build_ring(settings, kind, int(port))
    return watch([start(settings, kind, os.getpid()) for kind in SERVE])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
