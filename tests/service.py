"""The service for the tests: a clean database, the application, and real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from config import Settings
from services.demo import load as demo_data
from services.jobs import worker as workers
from services.models import METADATA
from services.outbox.effects import NOTIFY
from services.outbox.models import OutboxMessage
from services.outbox.relay import Relay
from services.resources import Resources
from services.web.application import create_application
from storage import schema
from storage.scope import SERVICE, SETTING

ROOT = Path(__file__).resolve().parents[1]
KEPT = frozenset({"agencies", "officers", "calendar_days"})
EMPTIED = [table.name for table in reversed(METADATA.sorted_tables) if table.name not in KEPT]
NEVER_EMPTIED = ("audit_entries", "audit_chain")
FORGET = "DELETE FROM {0};"
FORGET_AUDIT = (
    "ALTER TABLE {0} DISABLE TRIGGER never_changed;"
    "TRUNCATE {0};"
    "ALTER TABLE {0} ENABLE TRIGGER never_changed;"
)
# What a library may remember of a test comes from these.
PROCEDURES = frozenset({"published_procedures", "used_procedures"})


def _steps() -> Iterator[str]:
    """Ask each table first: most tests write into a few, and to empty all costs more than they."""
    for table in EMPTIED:
        forget = (FORGET_AUDIT if table in NEVER_EMPTIED else FORGET).format(table)
        yield (
            f"IF EXISTS (SELECT FROM {table}) THEN {forget}"
            f" written := written || '{table}'::text; END IF;"
        )


# Shorter than the database's own wait for a deadlock, so that the worker's is never broken off.
LOCK_TIMEOUT = "300ms"

# Of one connection, which plans its steps once and is asked once after each test.
EMPTY = f"""
CREATE FUNCTION pg_temp.empty() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    written text[] := '{{}}';
BEGIN
    SET LOCAL lock_timeout = '{LOCK_TIMEOUT}';
    PERFORM set_config('{SETTING}', '{SERVICE.value}', true);
    {" ".join(_steps())}
    PERFORM setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences
        WHERE last_value IS NOT NULL
        AND sequencename NOT IN ({", ".join(f"'{table}_id_seq'" for table in sorted(KEPT))});
    DELETE FROM officers WHERE username LIKE 'test.%';
    UPDATE officers SET failures = 0, locked_until = NULL, active = true;
    RETURN written;
END $$
"""  # noqa: S608 - Our own names.
PATIENCE = 30.0
PUZZLE_WAIT = 6  # Seconds that a browser without scripts waits.


@pytest.fixture(scope="session")
def settings(engine_environment: dict[str, str]) -> Settings:
    return Settings.from_env(engine_environment)


@pytest.fixture(scope="session")
def opened(settings: Settings) -> Iterator[Resources]:
    """Migrate once and load the demo data once; they survive the cleaning between tests."""
    resources = Resources(settings)
    schema.prepare(settings.owner_url, role=settings.role)
    resources.objects.ensure_bucket()
    with resources.database.transaction() as session:
        demo_data.load(session)
    yield resources
    resources.close()


@pytest.fixture(scope="session")
def owner(settings: Settings) -> Iterator[Engine]:
    """Connect as the owner of the tables, which the service itself never is."""
    engine = create_engine(settings.owner_url)
    event.listen(engine, "connect", lambda raw, _record: raw.execute(EMPTY).connection.commit())
    yield engine
    engine.dispose()


def empty(owner: Engine) -> frozenset[str]:
    """Forget every row, and tell of which tables.

    The processes of a site that runs beside may hold some for a moment.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with owner.begin() as connection:
                return frozenset(connection.scalars(text("SELECT unnest(pg_temp.empty())")))
        except (OperationalError, IntegrityError):
            # What they add meanwhile may refer to what was just deleted.
            assert time.monotonic() < end, "the tables are never let go"
            time.sleep(0.1)


@contextmanager
def forgetting(opened: Resources, owner: Engine) -> Iterator[Resources]:
    """Give the connections, and forget afterwards what was written."""
    known = opened.library.catalogue()
    yield opened
    # Without its queue a worker that runs beside stops writing, and so lets go of the tables.
    opened.redis.flushall()
    written = empty(owner)
    opened.redis.flushall()
    # What a test published is forgotten at once, not within seconds.
    if written & PROCEDURES or opened.library.catalogue() is not known:
        opened.library.look()


@pytest.fixture
def resources(opened: Resources, owner: Engine) -> Iterator[Resources]:
    with forgetting(opened, owner) as connections:
        yield connections


@pytest.fixture(scope="session")
def built(opened: Resources) -> Flask:
    return create_application(opened)


@pytest.fixture
def app(resources: Resources, built: Flask) -> Flask:  # noqa: ARG001 - cleans up after the test
    return built


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def work(resources: Resources) -> Callable[[], None]:
    """Keep every promise that is due, in this process."""
    relay = Relay(resources.database, resources.redis)

    def keep_promises() -> None:
        while relay.carry(datetime.now(UTC)):
            workers.work(resources, burst=True)
        # The processes of a site that runs beside this test may have taken some of the work.
        wait_until(lambda: not untried(resources))

    return keep_promises


def untried(resources: Resources) -> int:
    """Count the promises that nobody kept and nobody failed to keep; notices may rightly wait."""
    with resources.database.transaction() as session:
        waiting = (
            OutboxMessage.done_at.is_(None),
            OutboxMessage.attempts == 0,
            OutboxMessage.effect != NOTIFY,
        )
        return session.scalar(select(func.count(OutboxMessage.id)).where(*waiting)) or 0


@dataclass
class Site:
    """The service as its own processes, as `./motcua run` starts them."""

    url: str
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str) -> None:
        command = [sys.executable, "-m", "services.cli", name, *arguments]
        self.processes[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True
        )

    def kill(self, name: str) -> None:
        """End a process and its children at once, as a power cut would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            process.wait(timeout=PATIENCE)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:  # noqa: S310
                return bool(json.load(answer)["status"] == "ok")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def beside(serve: Callable[[threading.Event], object]) -> Iterator[None]:
    """Let something run in a thread of its own, and tell it to stop afterwards."""
    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Wait for something that other processes do; fail plainly when it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def running_site(opened: Resources, engine_environment: dict[str, str]) -> Iterator[Site]:  # noqa: ARG001
    """Start web, worker and relay once for all browser tests."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    # Another origin for the browser, on this machine all the same.
    neutral = {"MOTCUA_QUICK_EXIT_URL": f"http://localhost:{port}/tro-nang"}
    patient = {"MOTCUA_PUZZLE_WAIT_SECONDS": str(PUZZLE_WAIT)}
    running = Site(url, {**engine_environment, "MOTCUA_BASE_URL": url, **neutral, **patient})
    running.start("web", "--port", str(port))
    running.start("worker")
    running.start("relay")
    try:
        wait_until(running.ready)
        yield running
    finally:
        running.stop()


@pytest.fixture
def site(resources: Resources, running_site: Site) -> Site:  # noqa: ARG001 - cleans up after the test
    return running_site
