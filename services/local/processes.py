"""Child processes that never outlive the one that started them.

They are started from the main thread: the kernel ties a child to the thread that made it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import IO

from services.local import identity
from services.local.failures import ProgramFailed
from services.local.stopping import undisturbed

LEASH = Path(__file__).with_name("leash.py")
LOG_LIMIT = 10 * 1024 * 1024
TAIL = 20
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Program:
    name: str
    command: Sequence[str | Path]
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path = ROOT
    user: str = ""
    farewell: signal.Signals = signal.SIGTERM
    patience: float = 10

    @property
    def log(self) -> Path:
        return self.home / "log" / f"{self.name}.log"

    @property
    def note(self) -> Path:
        return self.home / "pids" / f"{self.name}.json"

    def log_tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-TAIL:])

    def last_words(self) -> str:
        return self.log_tail().strip().rpartition("\n")[2]


class Process:
    """One running program, its session, and the note by which a later start finds it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.started = 0.0
        self._popen = self._start()

    def _start(self) -> Popen[bytes]:
        program = self.program
        leash = (sys.executable, "-I", "-S", LEASH, os.getpid(), int(program.farewell))
        # What is noted can be found; a stop in between would leave the child to itself.
        with open_log(program.log) as log, undisturbed():
            popen = Popen(
                [*map(str, leash), program.user, *map(str, program.command)],
                cwd=program.directory,
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches the supervisor alone, which stops its children in order.
                start_new_session=True,
            )
            identity.remember(program.note, popen.pid, program.farewell)
        self.started = time.monotonic()
        return popen

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        return self._popen.returncode

    def ended(self) -> bool:
        if self._popen.returncode is not None:
            return True
        # The dead leader is looked at but kept: until it is buried its number belongs to us.
        return bool(os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT))

    def wait(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self.ended():
            if time.monotonic() > deadline:
                return False
            time.sleep(identity.POLL)
        return True

    def ask_to_stop(self) -> None:
        if not self.ended():
            self._popen.send_signal(self.program.farewell)

    def stop(self) -> None:
        self.ask_to_stop()
        self.wait(self.program.patience)
        self.kill()
        self.program.note.unlink(missing_ok=True)

    def kill(self) -> None:
        """End the program and all it started at once, as a power cut would."""
        if self._popen.returncode is not None:
            return
        # Again, for what was born meanwhile; nobody else has the number before the burial.
        while relatives := identity.family(self.pid):
            identity.end(relatives, first=signal.SIGKILL, patience=0)
        self._popen.wait()

    def restart(self) -> None:
        self.kill()
        self._popen = self._start()


def run_to_end(program: Program) -> str:
    """Run a program that ends by itself, and give what it wrote."""
    before = program.log.stat().st_size if program.log.exists() else 0
    process = Process(program)
    try:
        ended = process.wait(program.patience)
    finally:  # Also when the start is called off: what it writes must not go on alone.
        process.kill()
        program.note.unlink(missing_ok=True)
    if not ended or process.exit_code:
        raise ProgramFailed(f"{program.name} failed:\n{program.log_tail()}")
    with program.log.open("rb") as log:
        log.seek(before)
        return log.read().decode(errors="replace")


def stop_leftovers(home: Path) -> list[str]:
    """End what an earlier start had to leave behind when it was killed; tell their names."""
    names = []
    for path in sorted((home / "pids").glob("*.json")):
        note = identity.read_note(path)
        if note and identity.survivors(note):
            names.append(path.stem)
        while note and (left := identity.survivors(note)):
            identity.end(left, first=signal.Signals(note.farewell), patience=5)
        path.unlink()
    return names


def open_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")
