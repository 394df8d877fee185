"""`./motcua procedures preview`: the states of a form in the browser, while its file is written."""

import errno
import logging
import shutil
from pathlib import Path

import click
from werkzeug.serving import make_server

from forms.text import Language
from services.cli import preview_pages, procedure_source
from services.cli.preview_site import create_site
from services.web import static_files

LOCAL = "127.0.0.1"
STATIC = "static"


@click.command("preview")
@click.argument("name", metavar="FILE|CODE")
@click.option("--port", default=8100, show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write pages there.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def verb(name: str, port: int, out: Path | None, language: Language) -> None:
    """Show each state of the form: empty, with errors, filled in, all open, review, printed."""
    path = procedure_source.find(name)
    if out is not None:
        write(path, out, language)
        return
    serve(path, port, language)


def serve(path: Path, port: int, language: Language) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    try:
        server = make_server(LOCAL, port, create_site(path, language), threaded=True)
    except (OSError, SystemExit) as fault:
        reason = "is taken" if getattr(fault, "errno", errno.EADDRINUSE) else "cannot be used"
        raise click.ClickException(f"port {port} {reason}; choose another with --port") from None
    click.echo(f"http://{LOCAL}:{server.port}/  (changes of {path.name} show at once; Ctrl+C ends)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("")


def write(path: Path, out: Path, language: Language) -> None:
    """Write every state as a page that opens without a server."""
    procedure = procedure_source.read(path)
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in preview_pages.files(procedure, language, procedure_source.today()):
        (out / name).write_bytes(content)
        count += 1
    target = out / STATIC
    shutil.copytree(static_files.FOLDER, target, dirs_exist_ok=True)
    click.echo(f"{count} pages: {out / 'index.html'}")
