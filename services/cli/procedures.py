"""Procedure files from the command line."""

import re
from datetime import date
from pathlib import Path

import click

from forms import catalogue, changes, skeleton, workflow_file
from forms.faults import BrokenProcedures
from forms.procedure import Procedure
from services.cli.procedure_verbs import ProcedureVerbs

SHIPPED = catalogue.HERE / "procedures"
CODE = re.compile(r"[A-Za-z0-9.\-]{2,40}")
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
IMPACTS = {
    changes.Impact.COMPATIBLE: "compatible: open drafts move over by themselves",
    changes.Impact.NEEDS_REVIEW: "needs review: each person looks at the changes of the draft",
    changes.Impact.BREAKING: "breaking: open drafts finish on the version they were begun with",
}


@click.group(cls=ProcedureVerbs)
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


@procedures.command("new")
@click.argument("code")
@click.option("--into", type=click.Path(exists=True, file_okay=False, path_type=Path))
def new(code: str, into: Path | None) -> None:
    """Begin a file for CODE: whole and valid, to be changed with an editor."""
    if not CODE.fullmatch(code):
        raise click.ClickException("a code holds 2 to 40 letters, digits, points and hyphens")
    name = re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_")
    path = (into or SHIPPED) / f"{name}.yaml"
    if path.exists():
        raise click.ClickException(f"{path} is there already; it is left as it is")
    # The command line is an edge: it may look at the clock.
    path.write_text(skeleton.text(code, date.today()), encoding="utf-8")  # noqa: DTZ011
    click.echo(f"{path}\nChange it, then run: ./motcua procedures check {path.parent}")


@procedures.command("diff")
@click.argument("before", type=A_FILE)
@click.argument("after", type=A_FILE)
def diff(before: Path, after: Path) -> None:
    """Say what changes from the file BEFORE to the file AFTER, and what drafts need."""
    comparison = changes.compare(_read(before), _read(after))
    for change in comparison.changes:
        impact = change.impact.name.lower().replace("_", " ")
        click.echo(f"{impact:12}  {change.path}: {change.words.vi} / {change.words.en}")
    click.echo(IMPACTS[comparison.impact])


def _read(path: Path) -> Procedure:
    workflows = workflow_file.load(catalogue.HERE / "workflows")
    procedure, faults = catalogue.read(path, workflows)
    if procedure is None or faults:
        raise click.ClickException("\n".join(str(fault) for fault in faults))
    return procedure
