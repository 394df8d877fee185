"""`./motcua procedures import`: a form that was written elsewhere as a procedure file."""

import re
from pathlib import Path
from typing import Any

import click

from forms.importing import document, portal, shown, workbook, xlsform
from forms.importing.notes import ImportRefused, Note
from services.cli import procedure_source

OWN_CODE = "MOI-1"

Data = dict[str, Any]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", default="", help="The code of the procedure, or which one of a JSON file.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def verb(file: Path, code: str, out: Path | None) -> None:
    """Make a procedure file of FILE: an XLSForm (.xlsx) or the portal's JSON."""
    try:
        content, notes = _taken(file, code)
    except ImportRefused as refused:
        raise click.ClickException(f"{file.name}: {refused}") from None
    target = out or Path(f"{_slug(str(content['code']))}.yaml")
    if target.exists():
        raise click.ClickException(f"{target} is there already; choose another with --out")
    target.write_text(document.text(content, str(content["title"]["vi"])), encoding="utf-8")
    _report(target, notes)


def _taken(file: Path, code: str) -> tuple[Data, list[Note]]:
    if file.stat().st_size > workbook.LARGEST:
        raise ImportRefused("the file is larger than 5 MB")
    today = procedure_source.today()
    if file.suffix.lower() == ".json":
        head, notes = portal.read(file.read_bytes(), code)
        return document.begun(str(head["code"]), today) | head, notes
    imported = xlsform.read(workbook.read(file.read_bytes()))
    content = document.begun(code or imported.head.get("code", OWN_CODE), today) | imported.head
    content |= {"sections": imported.sections} | ({"code": code} if code else {})
    return shown.named(content, imported.notes), imported.notes


def _report(target: Path, notes: list[Note]) -> None:
    """Say what was not taken over, then what the checks still want; faults end with 1."""
    click.echo(str(target))
    for note in notes:
        click.echo(f"  {note}")
    _procedure, faults = procedure_source.look(target)
    for fault in faults:
        click.echo(f"  still to do: {fault}")
    click.echo(f"{len(notes)} notes, {len(faults)} faults.")
    if faults:
        raise SystemExit(1)


def _slug(code: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_")
