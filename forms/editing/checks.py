"""The checks of the form language on a document that is being edited: each fault with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import marshmallow as ma

from forms import section_parts, static_checks
from forms.faults import Fault, Finding, Place, describe
from forms.procedure import Procedure
from forms.procedure_file import ProcedureFile
from forms.source import Source
from forms.workflow import Workflow


@dataclass(frozen=True)
class Located:
    """One fault, and the place of the document that it is about; nothing: the text itself."""

    place: Place
    line: int
    what: str
    mend: str


@dataclass(frozen=True)
class Checked:
    """What a document says, as far as it can be read, and all that is wrong with it."""

    procedure: Procedure | None
    faults: tuple[Located, ...]


def check(text: str, slug: str, workflows: Mapping[str, Workflow]) -> Checked:
    """Check a document as `forms.catalogue` checks a file."""
    source = Source(Path(f"{slug}.yaml"), text)
    if source.faults:
        return Checked(None, _of_the_text(source))
    content, _ = section_parts.resolve(source)
    procedure: Procedure | None = None
    try:
        procedure = ProcedureFile().load(content | {"slug": slug, "text": text})
        findings = list(static_checks.findings(procedure, workflows))
    except ma.ValidationError as error:
        findings = list(describe(error.messages_dict))
    found = (*_of_the_text(source), *(_located(source, finding) for finding in findings))
    return Checked(procedure, tuple(dict.fromkeys(found)))


def with_others(checked: Checked, others: list[Fault], text: str) -> Checked:
    """Add faults found elsewhere that are new, such as a clash with another version."""
    known = {fault.what for fault in checked.faults}
    lines = Source(Path("document.yaml"), text).lines
    new = (fault for fault in others if fault.what not in known)
    more = tuple(Located(_place(lines, fault), fault.line, fault.what, fault.mend) for fault in new)
    return Checked(checked.procedure, checked.faults + more)


def _of_the_text(source: Source) -> tuple[Located, ...]:
    return tuple(
        Located(_place(source.lines, fault), fault.line, fault.what, fault.mend)
        for fault in source.faults
    )


def _located(source: Source, finding: Finding) -> Located:
    place, what, mend = finding
    return Located(place, source.line(place), what, mend)


def _place(lines: Mapping[Place, int], fault: Fault) -> Place:
    """Find the outermost thing that begins on the line of a fault."""
    here = [place for place, line in lines.items() if line == fault.line and place]
    return min(here, key=len, default=())
