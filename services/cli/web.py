"""`./motcua web`: serve the pages and the JSON API."""

import gc
from importlib import import_module

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from config import Settings
from services.cli import no_demo

WEB_WORKERS = 2
# More threads answer no more requests on the cores there are; they only make each wait longer.
# Slow clients do not hold them: the proxy in front takes a request in whole (deploy/README.md).
WEB_THREADS = 2
APPLICATION = "wsgi"


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=WEB_WORKERS, show_default=True)
@click.option("--threads", default=WEB_THREADS, show_default=True, help="Threads of a worker.")
def web(port: int, host: str, workers: int, threads: int) -> None:
    """Serve the pages and the JSON API."""
    settings = Settings.from_env()
    no_demo.require(settings)
    share_memory()
    Granian(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def share_memory() -> None:
    """Load the code before the workers are forked off, so that they share it.

    Frozen, it is not touched by the collector of a worker, which would copy what it touches.
    Connections are opened in each worker, by `wsgi`.
    """
    import_module(APPLICATION)
    gc.collect()
    gc.freeze()
