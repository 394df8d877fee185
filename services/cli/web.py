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
# After so many new objects the collector looks at the youngest, and after so many looks further.
GENERATIONS = 10_000, 20, 20


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

    Connections are opened in each worker, by `wsgi`.
    """
    import_module(APPLICATION)
    settle_collector()


def settle_collector() -> None:
    """Let the collector of garbage neither touch what is loaded nor run in every request.

    What it touches a worker would have to copy. A request makes some thousand objects, of which
    hardly any hang together in circles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GENERATIONS)
