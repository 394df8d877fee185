"""Procedure files from the command line."""

from pathlib import Path

import click

from forms import catalogue
from forms.faults import BrokenProcedures


@click.group()
def procedures() -> None:
    """Work with the procedure files."""


@procedures.command("check")
@click.argument("directory", type=click.Path(exists=True, path_type=Path), required=False)
def check(directory: Path | None) -> None:
    """Check every file; print one line a fault."""
    try:
        loaded = catalogue.load(directory)
    except BrokenProcedures as broken:
        click.echo(str(broken))
        raise SystemExit(1) from None
    click.echo(f"{len(loaded.procedures)} procedures, no fault.")
