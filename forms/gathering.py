"""Procedures from several places joined into one catalogue; a bad document is set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.catalogue import Catalogue, Key, LookUp, nothing_else, read
from forms.faults import Fault, Quarantined
from forms.procedure import Procedure
from forms.shared import NOTHING, Shared, digest, is_of
from forms.workflow import Workflow

Hashes = Mapping[Key, bytes]


@dataclass(frozen=True)
class Candidate:
    """A document that was read, faults included; those of an agency name it."""

    path: Path
    procedure: Procedure | None
    faults: tuple[Fault, ...] = ()
    owner: int | None = None


def from_directory(directory: Path, workflows: Mapping[str, Workflow]) -> Iterator[Candidate]:
    """Read the files of a directory; one that is not there is a fault like any other."""
    if not directory.is_dir():
        mend = "make the directory, or correct MOTCUA_PROCEDURES_DIR"
        yield Candidate(directory, None, (Fault(directory, 1, "there is no such directory", mend),))
    for path in sorted(directory.glob("*.yaml")):
        yield from_text(path, None, workflows)


def from_text(
    path: Path,
    text: str | None,
    workflows: Mapping[str, Workflow],
    owner: int | None = None,
    brought: Shared = NOTHING,
) -> Candidate:
    procedure, faults = read(path, workflows, text, brought)
    return Candidate(path, procedure, faults, owner)


def beside(base: Catalogue, directory: Path) -> Catalogue:
    """Add the files of a directory to procedures that are read already."""
    ours = (Candidate(Path(f"{procedure.slug}.yaml"), procedure) for procedure in base.procedures)
    theirs = from_directory(directory, base.workflows)
    return gather([*ours, *theirs], base.workflows, used={})


def gather(
    candidates: Iterable[Candidate],
    workflows: Mapping[str, Workflow],
    *,
    used: Hashes,
    elsewhere: LookUp = nothing_else,
) -> Catalogue:
    """Take every document that is right and clashes with none before it.

    ``used`` are the hashes of the versions under which people began to file: they stay as they
    were, whatever a file says now; ``elsewhere`` gives their texts.
    """
    taken: dict[Key, Candidate] = {}
    aside = []
    for candidate in candidates:
        settled, faults = _settled(candidate, used, elsewhere)
        if settled is not None:
            faults = (*faults, *_taken_in(settled, taken))
        if faults:
            aside.append(Quarantined(candidate.path, faults))
    return Catalogue(
        tuple(found.procedure for found in taken.values() if found.procedure),
        workflows,
        quarantined=tuple(aside),
        owners={key: found.owner for key, found in taken.items() if found.owner is not None},
        elsewhere=elsewhere,
    )


def clashes(procedure: Procedure, path: Path, others: Iterable[Procedure]) -> Iterator[Fault]:
    """Tell what keeps a procedure from standing beside others."""
    code = procedure.code
    for other in others:
        if other.code != code:
            continue
        if other.version == procedure.version:
            what = f"version {other.version} of {code} stands in {other.slug}.yaml already"
            yield Fault(path, procedure.line("version"), what, "raise the version")
        elif other.effective_from == procedure.effective_from:
            what = f"version {other.version} of {code} begins on {other.effective_from} too"
            mend = "let this one begin on another day"
            yield Fault(path, procedure.line("effective_from"), what, mend)


def _taken_in(candidate: Candidate, taken: dict[Key, Candidate]) -> tuple[Fault, ...]:
    procedure = candidate.procedure
    if procedure is None:
        return ()
    key = procedure.code, procedure.version
    before = taken[key].procedure if key in taken else None
    if before is not None and digest(before) == digest(procedure):
        return ()  # The same document in two places is one document.
    others = (found.procedure for found in taken.values() if found.procedure)
    faults = tuple(clashes(procedure, candidate.path, others))
    if not faults:
        taken[key] = candidate
    return faults


def _settled(
    candidate: Candidate, used: Hashes, elsewhere: LookUp
) -> tuple[Candidate | None, tuple[Fault, ...]]:
    """Give what may be taken in: the document, or what it said when it was used."""
    procedure = candidate.procedure
    if procedure is None or candidate.faults:
        return None, candidate.faults
    code, version = procedure.code, procedure.version
    kept = used.get((code, version))
    if kept is None or is_of(kept, procedure):
        return candidate, ()
    before = elsewhere(code, version)
    if before is None:
        return candidate, ()
    what = f"version {version} of {code} was used and cannot be changed"
    if before.text == procedure.text:
        what = f"version {version} of {code} was used, and a shared part of it was changed since"
    fault = Fault(candidate.path, procedure.line("version"), what, "raise the version")
    return Candidate(candidate.path, before, owner=candidate.owner), (fault,)
