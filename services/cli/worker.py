"""`./motcua worker`: make documents, one job after another."""

import click

from config import Settings
from services.cli import no_demo
from services.jobs import worker as workers
from services.resources import Resources


@click.command()
@click.option("--burst", is_flag=True, help="Stop when the queue is empty.")
def worker(burst: bool) -> None:  # noqa: FBT001 - click hands flags over so
    """Make documents: take promised work from the queue."""
    settings = Settings.from_env()
    no_demo.require(settings)
    resources = Resources(settings).read_forms()
    workers.work(resources, burst=burst)
