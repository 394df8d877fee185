"""`./motcua procedures export`: the form for other programs, and for a pen."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import click
from openpyxl import Workbook

from forms import json_schema, openapi, xlsform
from forms.procedure import Procedure
from pdf_templates.renderer import Renderer
from services.cli import procedure_source
from services.documents.blank import blank_form

Written = bytes


@click.command("export")
@click.argument("name", metavar="FILE|CODE")
@click.option(
    "--as",
    "form",
    type=click.Choice(["json-schema", "openapi", "xlsform", "blank-pdf"]),
    default="json-schema",
    show_default=True,
)
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--site", default="http://127.0.0.1:8000", help="Address of the service, for the QR.")
def verb(name: str, form: str, to: Path | None, site: str) -> None:
    """Write the form as a JSON Schema, OpenAPI parts, an XLSForm or a blank paper form."""
    path = procedure_source.find(name)
    procedure = procedure_source.read(path)
    ending, write = FORMS[form]
    written = write(procedure, site.rstrip("/"))
    if to is None and ending == "json":
        click.echo(written.decode())
        return
    target = to or Path(f"{path.stem}.{ending}")
    target.write_bytes(written)
    click.echo(str(target))


def _schema(procedure: Procedure, _site: str) -> Written:
    return _json(json_schema.of(procedure))


def _openapi(procedure: Procedure, _site: str) -> Written:
    return _json(openapi.of(procedure))


def _xlsform(procedure: Procedure, _site: str) -> Written:
    book = Workbook(write_only=True)
    for title, head, rows in xlsform.tables(procedure).sheets():
        sheet = book.create_sheet(title)
        sheet.append(head)
        for row in rows:
            sheet.append([row.get(column, "") for column in head])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _blank(procedure: Procedure, site: str) -> Written:
    form = blank_form(procedure, address=f"{site}/thu-tuc/{procedure.code}")
    return Renderer().render(form)


def _json(content: object) -> Written:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


FORMS: Mapping[str, tuple[str, Callable[[Procedure, str], Written]]] = {
    "json-schema": ("json", _schema),
    "openapi": ("json", _openapi),
    "xlsform": ("xlsx", _xlsform),
    "blank-pdf": ("pdf", _blank),
}
