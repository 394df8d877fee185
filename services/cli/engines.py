"""Development: the whole service with its own engines, the tests, the checks, the benchmarks."""

import click

from services.local import quality, supervisor

PASS_ON = {"ignore_unknown_options": True, "allow_extra_args": True}


@click.command()
@click.option("--port", default=8000, show_default=True, help="Taken? The next free one is used.")
@click.option("--fresh", is_flag=True, help="Throw the data of earlier runs away first.")
def run(port: int, fresh: bool) -> None:  # noqa: FBT001 - click hands flags over so
    """Start everything for a look: engines, demo data, web, worker, relay."""
    raise SystemExit(supervisor.run(port=port, fresh=fresh))


@click.command(context_settings=PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Check and test everything; further arguments go to pytest."""
    raise SystemExit(quality.test(list(arguments)))


@click.command()
def check() -> None:
    """Run the fast checks: format, lint, types, architecture."""
    raise SystemExit(quality.check())
