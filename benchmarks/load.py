"""A small load generator in a process of its own: N clients, each with one kept connection.

Reads requests from a pickle file that the benchmark itself wrote, prints one JSON line.
Run: python -m benchmarks.load FILE PORT CLIENTS SECONDS
"""

import json
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READ = 65536


@dataclass(frozen=True)
class Measured:
    """What one round of load showed; times in seconds, sorted."""

    seconds: float
    times: list[float]
    errors: int

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, percent: float) -> float:
        return self.times[min(int(len(self.times) * percent / 100), len(self.times) - 1)]


def together(rounds: Iterable[Measured]) -> Measured:
    """Join rounds for their percentiles."""
    joined = list(rounds)
    times = sorted(time for measured in joined for time in measured.times)
    seconds = sum(measured.seconds for measured in joined)
    return Measured(seconds, times, sum(measured.errors for measured in joined))


def measure(requests: list[bytes], port: int, *, clients: int, seconds: float) -> Measured:
    """Send the requests, as fast as they are answered, from another process."""
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(requests, file)
        file.flush()
        arguments = (file.name, str(port), str(clients), str(seconds))
        command = [sys.executable, "-m", "benchmarks.load", *arguments]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - ours
    return Measured(**json.loads(told.stdout))


class Client(threading.Thread):
    """One client: sends the next request when the last one is answered."""

    def __init__(self, requests: Iterator[bytes], port: int, end: float) -> None:
        super().__init__()
        self.times: list[float] = []
        self.errors = 0
        self._requests = requests
        self._port = port
        self._end = end

    def run(self) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in self._requests:
                began = time.perf_counter()
                wire.sendall(request)
                is_created = answered(wire).startswith(b"HTTP/1.1 201")
                self.times.append(time.perf_counter() - began)
                self.errors += not is_created
                if time.monotonic() > self._end:
                    return


def answered(wire: socket.socket) -> bytes:
    """Read one answer to its end, as long as it says it is."""
    read = wire.recv(READ)
    while b"\r\n\r\n" not in read:
        read += wire.recv(READ)
    head, _, rest = read.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(rest) < length:
        rest += wire.recv(READ)
    return head


def main(file: str, port: str, clients: str, seconds: str) -> None:
    requests: list[bytes] = pickle.loads(Path(file).read_bytes())  # noqa: S301 - written by `measure`
    each = int(clients)
    began = time.monotonic()
    people = [
        Client(iter(requests[number::each]), int(port), began + float(seconds))
        for number in range(each)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    took = time.monotonic() - began
    times = sorted(time for person in people for time in person.times)
    errors = sum(person.errors for person in people)
    print(json.dumps({"seconds": took, "times": times, "errors": errors}))


if __name__ == "__main__":
    main(*sys.argv[1:])
