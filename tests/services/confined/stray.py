"""A process that does what the reader of workbooks never should; its input says what."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from services.confined import limits

HEAP = 64 * 1024**2
ABOVE_STANDARD = 100


def eat_memory() -> None:
    kept = []
    while True:
        kept.append(bytearray(HEAP))


def eat_memory_and_tell() -> None:
    try:
        eat_memory()
    except MemoryError:
        sys.exit(limits.OUT_OF_MEMORY)


def shout() -> None:
    while True:
        sys.stdout.buffer.write(b"x" * 1024**2)


def show_environment() -> None:
    sys.stdout.write(" ".join(os.environ))  # noqa: TID251 - It is what the test asks for.


def show_files() -> None:
    # Listing them takes a file of its own, which is gone afterwards.
    found = [number for number in range(ABOVE_STANDARD) if _is_open(number)]
    sys.stdout.write(" ".join(map(str, found)))


def _is_open(number: int) -> bool:
    return Path(f"/proc/self/fd/{number}").is_symlink()


DEEDS: dict[str, Callable[[], object]] = {
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "fail": lambda: sys.exit(1),
    "memory": eat_memory_and_tell,
    "nonsense": lambda: sys.stdout.write("Xin chào\n"),
    "nothing": lambda: None,
    "open": lambda: Path(os.devnull).read_text(),
    "connect": lambda: socket.socket(socket.AF_INET),
    "environment": show_environment,
    "files": show_files,
    "shout": shout,
}

if __name__ == "__main__":
    limits.take_on()
    DEEDS[sys.stdin.read()]()
