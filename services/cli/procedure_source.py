"""Which procedure a command means: a file, or the code of one that ships."""

from datetime import date, datetime
from pathlib import Path

import click

from forms import catalogue, parts, section_parts, workflow_file
from forms.faults import Fault
from forms.procedure import Procedure
from forms.source import Source
from services.deadlines.clock import ZONE

SHIPPED = catalogue.HERE / "procedures"


def today() -> date:
    """Tell the day it is in Vietnam; the command line is an edge and may look at the clock."""
    return datetime.now(ZONE).date()


def find(name: str) -> Path:
    """Find a file by its path, or the newest version that ships under a code."""
    path = Path(name)
    if path.is_file():
        return path
    versions = [(_version(source), source.path) for source in _shipped() if _code(source) == name]
    if not versions:
        raise click.ClickException(f"{name} is no file, and no procedure that ships has this code")
    return max(versions)[1]


def look(path: Path) -> tuple[Procedure | None, tuple[Fault, ...]]:
    """Read a file anew, shared pages included; a file with faults gives those."""
    section_parts.shared.cache_clear()
    parts.shipped.cache_clear()
    found, faults = catalogue.read(path, workflow_file.load(catalogue.HERE / "workflows"))
    return (None if faults else found), faults


def read(path: Path) -> Procedure:
    procedure, faults = look(path)
    if procedure is None:
        raise click.ClickException("\n".join(str(fault) for fault in faults))
    return procedure


def _shipped() -> list[Source]:
    return [Source(path) for path in sorted(SHIPPED.glob("*.yaml"))]


def _code(source: Source) -> str:
    return str(source.content.get("code", "")) if source.content else ""


def _version(source: Source) -> int:
    version = source.content.get("version", 0)
    return version if isinstance(version, int) else 0
