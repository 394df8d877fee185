"""Run a module of ours in a process of its own that is given little and may do little."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import structlog

from services.confined.limits import CLOCK_SECONDS, OUT_OF_MEMORY

log = structlog.get_logger(__name__)

ROOT = Path(__file__).parents[2]
# How a process ends that wanted more than it may have.
OVERTAXED = {
    OUT_OF_MEMORY,
    -signal.SIGABRT,  # A library that got no memory.
    -signal.SIGKILL,
    -signal.SIGXCPU,
    -signal.SIGXFSZ,
}


class Overtaxed(Exception):
    """The process wanted more time, memory or room for its answer than it may have."""


class Broken(Exception):
    """The process did not start, or ended as none of ours should."""


def run(module: str, content: bytes, *arguments: str, seconds: int = CLOCK_SECONDS) -> bytes:
    """Give the content to the module's standard input, and what it wrote to its output.

    Both lie in memory, never on a disk: a list of people leaves no trace. Arguments are seen by
    everybody on the machine: nothing of a stranger's belongs into them.

    seconds: on the clock, after which nobody waits any more

    Raises:
        Overtaxed: it reached one of its limits.
        Broken: it failed.

    """
    with _kept(content) as given, _kept(b"") as told:
        ended = _ended([module, *arguments], given, told, seconds)
        if ended == 0:
            told.seek(0)
            return told.read()
    log.warning("confined_process_failed", module=module, ended=ended)
    raise Overtaxed(module) if ended in OVERTAXED else Broken(module)


def _kept(content: bytes) -> BinaryIO:
    opened = os.fdopen(os.memfd_create("confined"), "w+b")
    opened.write(content)
    opened.seek(0)
    return opened


def _ended(called: list[str], given: BinaryIO, told: BinaryIO, seconds: int) -> int | str:
    """Tell the exit status, or why there is none."""
    # -s -B: nothing of the user's own is loaded and nothing is written.
    command = [sys.executable, "-s", "-B", "-m", *called]
    try:
        return subprocess.run(  # noqa: S603 - The module is ours; the stranger's file is its input.
            command,
            check=False,
            cwd=ROOT,
            env={},
            stdin=given,
            stdout=told,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM
    except OSError as error:
        return type(error).__name__
