"""All procedures in all their versions, and what of them can be filed on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import marshmallow as ma

from forms import parts, section_parts, shared, static_checks, workflow_file
from forms.faults import BrokenProcedures, Fault, Finding, Quarantined, describe
from forms.procedure import Procedure
from forms.procedure_file import ProcedureFile
from forms.shared import Shared
from forms.source import Source
from forms.workflow import Workflow

HERE = Path(__file__).parent

Key = tuple[str, int]
LookUp = Callable[[str, int], Procedure | None]


class UnknownProcedure(Exception):
    """No procedure of this code is in force, or has this version."""


class UnknownWorkflow(Exception):
    """No workflow has this name."""


def nothing_else(_code: str, _version: int) -> Procedure | None:
    return None


class Catalogue:
    """The procedures by code and version, and the workflows that they follow.

    quarantined: documents that were left out, and why
    owners: the agency (by id) that a procedure belongs to, for those that belong to one
    elsewhere: where a version is looked up that is not among the procedures
    """

    def __init__(
        self,
        procedures: tuple[Procedure, ...],
        workflows: Mapping[str, Workflow],
        *,
        quarantined: tuple[Quarantined, ...] = (),
        owners: Mapping[Key, int] | None = None,
        elsewhere: LookUp = nothing_else,
    ) -> None:
        self.procedures = procedures
        self.quarantined = quarantined
        self.workflows = workflows
        self._versions = {
            (procedure.code, procedure.version): procedure for procedure in procedures
        }
        self._owners = owners or {}
        self._elsewhere = elsewhere

    def current(self, on: date) -> tuple[Procedure, ...]:
        """List what can be filed on a day, in the order of the files.

        The version that began last counts: an open-ended one ends where the next begins.
        """
        newest: dict[str, Procedure] = {}
        for procedure in self.procedures:
            held = newest.get(procedure.code)
            if procedure.is_in_force(on) and (
                held is None or held.effective_from < procedure.effective_from
            ):
                newest[procedure.code] = procedure
        return tuple(procedure for procedure in newest.values() if procedure.published)

    def get(self, code: str, on: date) -> Procedure:
        for procedure in self.current(on):
            if procedure.code == code:
                return procedure
        raise UnknownProcedure(code)

    def version(self, code: str, version: int) -> Procedure:
        """Find the very version that a draft or a dossier was begun with."""
        found = self._versions.get((code, version)) or self._elsewhere(code, version)
        if found is None:
            raise UnknownProcedure(f"{code} version {version}")
        return found

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """List the versions of a procedure, the oldest first."""
        found = (procedure for procedure in self.procedures if procedure.code == code)
        return tuple(sorted(found, key=lambda procedure: procedure.effective_from))

    def owner(self, procedure: Procedure) -> int | None:
        """Tell whose procedure it is; none if it is everybody's."""
        return self._owners.get((procedure.code, procedure.version))

    def workflow(self, name: str) -> Workflow:
        if name not in self.workflows:
            raise UnknownWorkflow(name)
        return self.workflows[name]


def load(directory: Path | None = None) -> Catalogue:
    """Read every procedure file of a directory; raise BrokenProcedures with all faults at once."""
    workflows = workflow_file.load(HERE / "workflows")
    procedures: list[tuple[Path, Procedure]] = []
    faults: list[Fault] = []
    for path in sorted((directory or HERE / "procedures").glob("*.yaml")):
        procedure, wrong = read(path, workflows)
        faults.extend(wrong)
        if procedure:
            procedures.append((path, procedure))
    faults.extend(_overlaps(procedures))
    if faults:
        raise BrokenProcedures(tuple(sorted(set(faults))))
    return Catalogue(tuple(procedure for _, procedure in procedures), workflows)


def read(
    path: Path,
    workflows: Mapping[str, Workflow],
    text: str | None = None,
    brought: Shared = shared.NOTHING,
) -> tuple[Procedure | None, tuple[Fault, ...]]:
    """Read one file, or a text that stands for it; None when its shape has faults.

    ``brought`` are the shared sections and blocks that were kept with the text.
    """
    source = Source(path, text)
    if source.faults:
        return None, tuple(source.faults)
    content, origins = section_parts.resolve(source, brought["sections"])
    own = {"slug": path.stem, "text": source.text}
    try:
        with parts.brought(brought["blocks"]):
            procedure: Procedure = ProcedureFile().load(content | own)
            procedure = replace(procedure, shared=shared.taken(source.content, content))
    except ma.ValidationError as error:
        found = list(describe(error.messages_dict))
        return None, _located(source, origins, found)
    return procedure, _located(source, origins, list(static_checks.findings(procedure, workflows)))


def _located(
    source: Source,
    origins: Mapping[int, tuple[Source, int]],
    found: list[Finding],
) -> tuple[Fault, ...]:
    """Give each fault its file and line, which may be those of a shared section."""
    faults = list(source.faults)
    for place, what, mend in found:
        origin = source
        here = place
        if len(place) > 1 and place[0] == "sections" and place[1] in origins:
            origin, number = origins[int(place[1])]
            here = ("sections", number, *place[2:])
        faults.append(Fault(origin.path, origin.line(here), what, mend))
    return tuple(faults)


def _overlaps(procedures: Iterable[tuple[Path, Procedure]]) -> list[Fault]:
    by_code: dict[str, list[tuple[Path, Procedure]]] = defaultdict(list)
    for path, procedure in procedures:
        by_code[procedure.code].append((path, procedure))
    faults = []
    for code, versions in by_code.items():
        versions.sort(key=lambda found: found[1].effective_from)
        faults.extend(_repeated(code, versions))
        for (_, before), (path, after) in pairwise(versions):
            if before.effective_to is None or before.effective_to >= after.effective_from:
                what = f"two versions of {code} are in force on {after.effective_from}"
                faults.append(Fault(path, 1, what, "end the earlier one the day before"))
    return faults


def _repeated(code: str, versions: list[tuple[Path, Procedure]]) -> list[Fault]:
    seen: set[int] = set()
    faults = []
    for path, procedure in versions:
        if procedure.version in seen:
            what = f"version {procedure.version} of {code} stands in two files"
            faults.append(Fault(path, 1, what, "raise the version"))
        seen.add(procedure.version)
    return faults
