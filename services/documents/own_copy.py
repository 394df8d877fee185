"""The petition of a sealed dossier, printed for its person in the moment, and never kept."""

import pickle
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.document_names import PETITIONS
from forms.procedure import Procedure
from pdf_templates.contexts import Paper
from services.confined import process
from services.documents.builders import BUILDERS
from services.documents.matter import gather
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.unsealing import Unsealed
from storage.objects import Objects

# One at a time: printing takes a processor for the better part of a second.
PRESS = Lock()


def name_of(procedure: Procedure) -> str | None:
    """Name the petition that the procedure has, if it has one."""
    names = (document.name for document in procedure.documents if document.name in PETITIONS)
    return next(names, None)


def paper(
    session: Session,
    catalogue: Catalogue,
    dossier: Dossier,
    opened: Unsealed,
    *,
    objects: Objects,
    base_url: str,
) -> Paper:
    """Write it from what was opened with the access code.

    Raises:
        WrongKey, Tampered: the signature is not as it was sealed.

    """
    filed = select(HistoryEntry).where(HistoryEntry.dossier_id == dossier.id)
    entry = session.scalars(filed.order_by(HistoryEntry.id).limit(1)).one()
    matter = gather(session, catalogue, entry, objects=objects, base_url=base_url, opened=opened)
    return BUILDERS[name_of(matter.procedure) or "petition"](matter)


def printed(written: Paper) -> bytes:
    """Print it, outside of any transaction: others may stand in line before it.

    A process of its own does it, so that the web carries no press, and nothing stays behind.

    Raises:
        Overtaxed, Broken: it could not be printed.

    """
    with PRESS:
        return process.run("services.documents.press", pickle.dumps(written))
