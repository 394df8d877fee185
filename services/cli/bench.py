"""`./motcua bench`: measure, each figure beside its bare equivalent."""

import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]


@click.command()
@click.argument("names", nargs=-1)
def bench(names: tuple[str, ...]) -> None:
    """Measure all, or what is named: submit receipt end-to-end memory inbox forms audit."""
    command = [sys.executable, "-m", "benchmarks.run", *names]
    raise SystemExit(subprocess.run(command, cwd=ROOT, check=False).returncode)  # noqa: S603 - ours
