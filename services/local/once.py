"""One start at a time for a home, and where the running one can be found."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from services.local.failures import AlreadyRunning
from services.local.whole_files import write_whole

LOCK, STATE = "run.lock", "run.json"


@contextmanager
def only_one(home: Path) -> Iterator[Callable[[str], None]]:
    """Keep a second start out; hand over what notes the address for it."""
    home.mkdir(exist_ok=True)
    state = home / STATE
    with (home / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(describe(state)) from None
        state.unlink(missing_ok=True)
        try:
            yield lambda address: write_state(state, address)
        finally:
            state.unlink(missing_ok=True)


def write_state(state: Path, address: str) -> None:
    write_whole(state, json.dumps({"address": address, "pid": os.getpid()}))


def describe(state: Path) -> str:
    try:
        known = json.loads(state.read_text())
    except (OSError, ValueError):
        return "Another start of this checkout is on its way up."
    return f"Already running at {known['address']} (pid {known['pid']})."
