"""The long-running processes: web, worker, relay."""

import os
import signal
import sys
import threading
from datetime import UTC, datetime

import click

from config import Settings
from services import housekeeping
from services.jobs import worker as workers
from services.outbox.relay import Relay
from services.resources import Resources

WEB_WORKERS = 2
WEB_THREADS = 4
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=WEB_WORKERS, show_default=True)
def web(port: int, host: str, workers: int) -> None:
    """Serve the pages and the JSON API."""
    Settings.from_env()
    arguments = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "wsgi:app"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(WEB_THREADS)),
        *("--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
    ]
    os.execv(sys.executable, arguments)  # noqa: S606 - our own interpreter, our own arguments


@click.command()
@click.option("--burst", is_flag=True, help="Stop when the queue is empty.")
def worker(burst: bool) -> None:  # noqa: FBT001 - click hands flags over so
    """Make documents: take promised work from the queue."""
    resources = Resources(Settings.from_env())
    workers.work(resources, burst=burst)


@click.command()
@click.option("--once", is_flag=True, help="Queue what is due now, then stop.")
def relay(once: bool) -> None:  # noqa: FBT001 - click hands flags over so
    """Carry promised work from the database to the queue, and sweep for lost work."""
    resources = Resources(Settings.from_env())
    carrier = Relay(resources.database, resources.redis)
    if once:
        click.echo(carrier.carry(datetime.now(UTC)))
        return
    stop = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    sweeper = threading.Thread(target=housekeeping.run, args=(resources, stop), daemon=True)
    sweeper.start()
    carrier.run(stop)


COMMANDS = (web, worker, relay)
