"""The checks of a procedure that is being written: those of a file, and its place among others."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import catalogue as reading
from forms import gathering
from forms.catalogue import Catalogue
from forms.faults import Fault
from forms.procedure import Procedure
from forms.shared import is_of
from services.agencies.models import Agency
from services.authoring.models import PublishedProcedure, UsedProcedure
from services.authoring.refusals import HasFaults

HERE = Path("procedure.yaml")  # How the faults of a text without a file name it.


def faults(catalogue: Catalogue, text: str) -> list[Fault]:
    """List all that is wrong with a text, each with line and mend."""
    return examined(catalogue, text)[1]


def examined(catalogue: Catalogue, text: str) -> tuple[Procedure | None, list[Fault]]:
    procedure, found = reading.read(HERE, catalogue.workflows, text)
    if procedure is None:
        return None, sorted(set(found))
    among = gathering.clashes(procedure, HERE, catalogue.procedures)
    return procedure, sorted({*found, *among, *_order(procedure, catalogue)})


def require_publishable(
    session: Session, catalogue: Catalogue, text: str, agency: Agency | None
) -> Procedure:
    """Give the procedure that a text describes, for an agency or (none) for the operator.

    Raises:
        HasFaults: it cannot be published.

    """
    procedure, found = examined(catalogue, text)
    if procedure is not None:
        found = sorted({*found, *_published_before(session, procedure)})
        if agency is not None and not _is_theirs(session, catalogue, procedure, agency):
            what = f"{procedure.code} is not a procedure of your agency"
            found.append(Fault(HERE, 1, what, "give yours a code of its own"))
    if procedure is None or found:
        raise HasFaults(found)
    return procedure


def _order(procedure: Procedure, catalogue: Catalogue) -> list[Fault]:
    """Let a version that comes later also begin later, so that it is ever offered."""
    others = catalogue.versions(procedure.code)
    found = []
    if any(other.effective_from > procedure.effective_from for other in others):
        newest = max(other.effective_from for other in others)
        what = f"another version of {procedure.code} begins on {newest}"
        found.append(Fault(HERE, 1, what, "let this one begin later"))
    if any(other.version > procedure.version for other in others):
        newest_version = max(other.version for other in others)
        what = f"{procedure.code} has reached version {newest_version}"
        found.append(Fault(HERE, 1, what, f"set “version: {newest_version + 1}”"))
    return found


def _published_before(session: Session, procedure: Procedure) -> list[Fault]:
    """Look into the tables themselves: this process may not have seen the newest rows yet."""
    taken: list[int] = []
    for model in (PublishedProcedure, UsedProcedure):
        same = model.code == procedure.code, model.version >= procedure.version
        rows = session.execute(select(model.version, model.sha256).where(*same))
        taken.extend(version for version, sha256 in rows if not is_of(sha256, procedure))
    if not taken:
        return []
    what = f"version {max(taken)} of {procedure.code} is published or used already"
    return [Fault(HERE, 1, what, f"set “version: {max(taken) + 1}”")]


def _is_theirs(
    session: Session, catalogue: Catalogue, procedure: Procedure, agency: Agency
) -> bool:
    """Tell whether an agency may publish this code.

    What is everybody's is continued by an agency with none above it; what an agency owns, by that
    agency alone. A code that nobody has is free.
    """
    owners = set(_owners(session, catalogue, procedure.code))
    return owners <= {agency.id} or (owners == {None} and agency.parent_id is None)


def _owners(session: Session, catalogue: Catalogue, code: str) -> list[int | None]:
    known = [catalogue.owner(version) for version in catalogue.versions(code)]
    rows = select(PublishedProcedure.agency_id).where(PublishedProcedure.code == code).distinct()
    return [*known, *session.scalars(rows)]
