"""`./motcua web`: serve the pages and the JSON API."""

import os
import sys

import click

from config import Settings

WEB_WORKERS = 2
WEB_THREADS = 4


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
