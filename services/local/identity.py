"""Which process a number means: numbers are used again, start times are not."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from services.local.whole_files import write_whole

PROC = Path("/proc")
BOOT = PROC / "sys/kernel/random/boot_id"
POLL = 0.02


class Stat(NamedTuple):
    pid: int
    state: str
    parent: int
    session: int
    started: int


def stat(pid: int) -> Stat | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in brackets may hold spaces and brackets itself.
    fields = text.rpartition(")")[2].split()
    return Stat(pid, fields[0], int(fields[1]), int(fields[3]), int(fields[19]))


def alive(known: Stat) -> bool:
    now = stat(known.pid)
    return now is not None and now.started == known.started and now.state not in "ZX"


def running(wanted: Callable[[Stat], bool]) -> list[Stat]:
    pids = [int(path.name) for path in PROC.iterdir() if path.name.isdigit()]
    return [found for pid in pids if (found := stat(pid)) and wanted(found) and alive(found)]


def family(pid: int) -> list[Stat]:
    """Find the session of a leader and its direct children: PostgreSQL's live in own sessions."""
    return running(lambda found: pid in {found.session, found.parent})


class Note(NamedTuple):
    """Enough to find a process again and to end it well."""

    pid: int
    started: int
    boot: str
    farewell: int


def remember(path: Path, pid: int, farewell: signal.Signals) -> None:
    """Note a process that was just started and leads its own session."""
    known = stat(pid)
    note = Note(pid, known.started if known else 0, BOOT.read_text(), int(farewell))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, json.dumps(note._asdict()))


def read_note(path: Path) -> Note | None:
    # A kill may have cut it short.
    try:
        return Note(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def survivors(note: Note) -> list[Stat]:
    """Find what still runs of a noted session, also when its leader is gone."""
    leader = stat(note.pid)
    if note.boot != BOOT.read_text() or (leader and leader.started != note.started):
        return []
    return family(note.pid)


def end(processes: Iterable[Stat], *, first: signal.Signals, patience: float) -> None:
    """Ask processes to end, then make them, and wait until they are gone."""
    left = list(processes)
    send(left, first)
    deadline = time.monotonic() + patience
    while left := [known for known in left if alive(known)]:
        if time.monotonic() > deadline:
            send(left, signal.SIGKILL)
        time.sleep(POLL)


def send(processes: Iterable[Stat], sign: signal.Signals) -> None:
    for known in processes:
        with suppress(ProcessLookupError):
            os.kill(known.pid, sign)
