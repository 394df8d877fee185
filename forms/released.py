"""Released versions of a directory: a digest of each, so that none of them changes unseen."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from forms.catalogue import Key
from forms.faults import Fault
from forms.procedure import Procedure
from forms.shared import digest

NAME = "versions.lock"
HEAD = "# Digests of the released versions, shared parts included: ./motcua procedures lock\n"
CHANGED = "version {} of {} is released, and it or a shared part of it was changed"
MEND = "leave it as it was; put the change into a new version, and a part under a new name"


def faults(directory: Path, procedures: Iterable[Procedure]) -> Iterator[Fault]:
    """Tell which released versions are not what they were; unreleased ones may change."""
    known = _known(directory)
    for procedure in procedures:
        released = known.get((procedure.code, procedure.version))
        if released not in {None, digest(procedure).hex()}:
            path = directory / f"{procedure.slug}.yaml"
            what = CHANGED.format(procedure.version, procedure.code)
            yield Fault(path, procedure.line("version"), what, MEND)


def release(directory: Path, procedures: Iterable[Procedure]) -> tuple[Key, ...]:
    """Note the versions that are not noted yet, and say which; what is noted stays as it is."""
    known = _known(directory)
    fresh = {
        (procedure.code, procedure.version): digest(procedure).hex()
        for procedure in procedures
        if (procedure.code, procedure.version) not in known
    }
    lines = (
        f"{code} {version} {found}\n" for (code, version), found in sorted((known | fresh).items())
    )
    (directory / NAME).write_text(HEAD + "".join(lines), encoding="utf-8")
    return tuple(fresh)


def _known(directory: Path) -> dict[Key, str]:
    path = directory / NAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return {(code, int(version)): found for code, version, found in entries}
