"""What every engine is: a process, the variables that lead to it, and a way to wait for it."""

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from services.local.failures import ProgramFailed
from services.local.processes import Process

LOOPBACK = "127.0.0.1"
POLL = 0.03
READY = "ready"


@dataclass(frozen=True)
class Engine:
    process: Process
    environment: Mapping[str, str]
    # Raises one of the refusals until the engine answers; may be called at any time.
    prove: Callable[[], None]
    refusals: tuple[type[Exception], ...]

    def wait_until_ready(self, *, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.prove()
            except self.refusals as refusal:
                self._give_up(refusal, late=time.monotonic() > deadline)
            time.sleep(POLL)

    def _give_up(self, refusal: Exception, *, late: bool) -> None:
        program = self.process.program
        if late or self.process.ended():
            raise ProgramFailed(f"{program.name}: {refusal}\n{program.log_tail()}") from refusal


def free_ports(count: int) -> list[int]:
    """Find ports that nobody uses now; held together, so that they differ."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [probe.getsockname()[1] for probe in probes]


def is_made(folder: Path) -> bool:
    """Tell whether a folder was made to the end: the mark is written last."""
    return (folder / READY).exists()


def mark_made(folder: Path) -> None:
    (folder / READY).touch()
