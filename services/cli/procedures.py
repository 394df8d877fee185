"""Procedure files from the command line."""

import re
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import click

from config import Settings, procedures_directory
from forms import catalogue, changes, gathering, released, skeleton, workflow_file
from forms.catalogue import Catalogue
from forms.editing import fault_words
from forms.faults import BrokenProcedures, Fault
from forms.guidance import guidance
from forms.procedure import Procedure
from forms.text import Language
from services.authoring import publishing
from services.authoring.refusals import HasFaults
from services.cli import verdict
from services.cli.procedure_verbs import ProcedureVerbs
from services.resources import Resources

SHIPPED = catalogue.HERE / "procedures"
CODE = re.compile(r"[A-Za-z0-9.\-]{2,40}")
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EVERY = 1_000_000


@click.group(cls=ProcedureVerbs)
def procedures() -> None:
    """Work with the procedure files."""


@procedures.command("check")
@click.argument("directory", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--language", type=click.Choice(["vi", "en"]), default="en", show_default=True)
def check(directory: Path | None, language: Language) -> None:
    """Check every file; print one line a fault.

    Without a directory: what ships, and beside it the files in MOTCUA_PROCEDURES_DIR.
    """
    try:
        loaded = _as_released(directory or SHIPPED)
        if directory is None:
            guidance.load(loaded)
    except BrokenProcedures as broken:
        _tell(broken.faults, language)
        raise SystemExit(1) from None
    own = procedures_directory()
    if directory is None and own is not None:
        loaded = gathering.beside(loaded, own)
    for quarantined in loaded.quarantined:
        _tell(quarantined.faults, language)
    if loaded.quarantined:
        raise SystemExit(1)
    click.echo(f"{len(loaded.procedures)} procedures, no fault.")


def _tell(faults: tuple[Fault, ...], language: Language) -> None:
    for fault in faults:
        what = fault_words.what(fault.what).in_language(language)
        mend = fault_words.mend(fault.mend).in_language(language)
        click.echo(f"{fault.path}:{fault.line}: {what}: {mend}")


def _as_released(directory: Path) -> Catalogue:
    loaded = catalogue.load(directory)
    changed = tuple(released.faults(directory, loaded.procedures))
    if changed:
        raise BrokenProcedures(changed)
    return loaded


@procedures.command("lock")
@click.argument("directory", type=click.Path(exists=True, path_type=Path), required=False)
def lock(directory: Path | None) -> None:
    """Note the versions of a directory as released: from now on `check` guards each of them.

    Without a directory: what ships. What is noted is never noted anew; for a version that nobody
    has seen, remove its line from versions.lock first.
    """
    try:
        loaded = catalogue.load(directory)
        added = released.release(directory or SHIPPED, loaded.procedures)
    except BrokenProcedures as broken:
        raise click.ClickException(str(broken)) from None
    click.echo("\n".join(f"{code} version {version}" for code, version in added) or "nothing new")


@procedures.command("publish")
@click.argument("file", type=A_FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would happen to open drafts.")
@click.option("--all", "every", is_flag=True, help="Try every open draft, not the newest alone.")
def publish(file: Path, dry_run: bool, every: bool) -> None:  # noqa: FBT001 - click hands flags over so
    """Publish FILE in the database, for every process to see within seconds."""
    with closing(Resources(Settings.from_env())) as resources:
        _publish(resources, file, dry_run=dry_run, most=EVERY if every else publishing.MOST_DRAFTS)


def _publish(resources: Resources, file: Path, *, dry_run: bool, most: int) -> None:
    text = file.read_text(encoding="utf-8", errors="replace")
    with resources.database.transaction() as session:
        found = publishing.dry_run(session, resources.catalogue, text, most=most)
        click.echo("\n".join(verdict.lines(found, file)))
        if found.faults:
            raise SystemExit(1)
        if dry_run:
            return
        try:
            # The command line is an edge: it may look at the clock.
            row = publishing.publish_by_hand(
                session, resources.catalogue, text=text, slug=file.stem, now=datetime.now(UTC)
            )
        except HasFaults as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"Published: {row.code} version {row.version}.")


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
    click.echo("\n".join(verdict.of_changes(comparison)))


def _read(path: Path) -> Procedure:
    workflows = workflow_file.load(catalogue.HERE / "workflows")
    procedure, faults = catalogue.read(path, workflows)
    if procedure is None or faults:
        raise click.ClickException("\n".join(str(fault) for fault in faults))
    return procedure
