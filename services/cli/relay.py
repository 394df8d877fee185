"""`./motcua relay`: carry promised work from the database to the queue, and chain the audit."""

import signal
import threading

import click
from redis import Redis

from config import Settings
from services.audit import chainer
from services.cli import no_demo
from services.outbox.relay import Relay
from storage.database import Database
from storage.scope import SERVICE

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@click.command()
def relay() -> None:
    """Carry promised work from the database to the queue, and sweep for lost work."""
    settings = Settings.from_env()
    no_demo.require(settings)
    stop = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    # The relay opens nothing but the database and Redis: it stays small.
    database = Database(settings.database_url, scope=SERVICE)
    thread = chainer.start(database, stop)
    Relay(database, Redis.from_url(settings.redis_url)).run(stop)
    thread.join()
