"""Released versions of a directory: a digest of each, so that none of them changes unseen."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from forms.catalogue import Key
from forms.faults import BrokenProcedures, Fault
from forms.procedure import Procedure
from forms.shared import digest

NAME = "versions.lock"
HEAD = "# Digests of the released versions, shared parts included: ./motcua procedures lock\n"
CHANGED = "version {} of {} is released, and it or a shared part of it was changed"
MEND = "leave it as it was; put the change into a new version, and a part under a new name"
LINE = re.compile(r"(\S+) ([0-9]{1,9}) ([0-9a-f]{64})")
NO_LINE = "this line does not say a code, a version and a digest"
NO_LINE_MEND = "take it back as it was; what is lost is noted anew by ./motcua procedures lock"
TWICE = "version {} of {} is noted twice"
TWICE_MEND = "remove the line that was added later"


def faults(directory: Path, procedures: Iterable[Procedure]) -> Iterator[Fault]:
    """Tell which released versions are not what they were; unreleased ones may change.

    Raises:
        BrokenProcedures: the file of digests has faults; each is named with its line.

    """
    known = _known(directory)
    for procedure in procedures:
        released = known.get((procedure.code, procedure.version))
        if released not in {None, digest(procedure).hex()}:
            path = directory / f"{procedure.slug}.yaml"
            what = CHANGED.format(procedure.version, procedure.code)
            yield Fault(path, procedure.line("version"), what, MEND)


def release(directory: Path, procedures: Iterable[Procedure]) -> tuple[Key, ...]:
    """Note the versions that are not noted yet, and say which; what is noted stays as it is.

    Raises:
        BrokenProcedures: the file of digests has faults; nothing is noted.

    """
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
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    known: dict[Key, str] = {}
    broken = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            told = _take(line, known)
            broken += [Fault(path, number, *told)] if told else []
    if broken:
        raise BrokenProcedures(tuple(broken))
    return known


def _take(line: str, known: dict[Key, str]) -> tuple[str, str] | None:
    """Add what a line says; give what is wrong with it, and how to mend it."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        return NO_LINE, NO_LINE_MEND
    code, version, said = found[1], int(found[2]), found[3]
    if (code, version) in known:
        return TWICE.format(version, code), TWICE_MEND
    known[code, version] = said
    return None
