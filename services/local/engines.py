"""The engines that the product stands on, started for one home and stopped together."""

import fcntl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from services.local.engine import Engine
from services.local.failures import HomeInUse, ProgramFailed
from services.local.postgres import start_postgres
from services.local.processes import stop_leftovers
from services.local.swift import start_swift
from services.local.valkey import start_valkey

LOCK = "engines.lock"
# A port may be taken between being found free and being used.
ATTEMPTS = 3

Start = Callable[[Path], Engine]


@dataclass
class RunningEngines:
    home: Path
    lock: IO[str]
    by_name: dict[str, Engine] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead the product to these engines."""
        engines = self.by_name.values()
        return {name: value for engine in engines for name, value in engine.environment.items()}

    def stop(self) -> None:
        for engine in reversed(self.by_name.values()):
            engine.process.stop()
        self.lock.close()


def start_engines(
    home: Path, *, durable: bool = True, given: Mapping[str, str] | None = None
) -> RunningEngines:
    """Start each engine that the given variables do not name already."""
    home.mkdir(parents=True, exist_ok=True)
    # The servant of PostgreSQL passes through here to its own folder.
    home.chmod(0o711)
    running = RunningEngines(home, lock_home(home))
    try:
        stop_leftovers(home)
        start_missing(running, given or {}, durable=durable)
    except BaseException:
        running.stop()
        raise
    return running


def start_missing(running: RunningEngines, given: Mapping[str, str], *, durable: bool) -> None:
    # The slowest first: while it starts, the others do.
    starts: dict[str, tuple[str, Start]] = {
        "swift": ("S3_ENDPOINT_URL", start_swift),
        "valkey": ("REDIS_URL", start_valkey),
        "postgres": ("DATABASE_URL", partial(start_postgres, durable=durable)),
    }
    wanted = {name: start for name, (known, start) in starts.items() if not given.get(known)}
    for name, start in wanted.items():
        running.by_name[name] = start(running.home)
    for name, start in wanted.items():
        running.by_name[name] = proven(running.by_name[name], partial(start, running.home))


def proven(engine: Engine, start_again: Callable[[], Engine]) -> Engine:
    """Wait for an engine; one that found its port taken is started on another."""
    for _ in range(ATTEMPTS - 1):
        with suppress(ProgramFailed):
            engine.wait_until_ready()
            return engine
        engine.process.stop()
        engine = start_again()
    engine.wait_until_ready()
    return engine


def lock_home(home: Path) -> IO[str]:
    lock = (home / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise HomeInUse(f"Engines already run for {home}.") from None
    return lock
