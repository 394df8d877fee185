"""Read the rest of a refused body, so that its sender reads the answer, not a broken connection."""

from typing import Any

BLOCK = 256 * 1024
# Whoever sends more than this is cut off.
MOST = 128 * 1024**2


def drain(environment: dict[str, Any]) -> None:
    stream = environment["wsgi.input"]
    left = MOST
    while left > 0 and (block := stream.read(BLOCK)):
        left -= len(block)
