"""Issue a document: build the paper from the event, render it, keep it, note it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from pdf_templates.renderer import Renderer
from services.documents.builders import BUILDERS
from services.documents.matter import gather
from services.documents.models import IssuedDocument, document_key
from services.dossiers.models import HistoryEntry
from storage.objects import Objects

PDF = "application/pdf"


@dataclass(frozen=True)
class Desk:
    """What the issuing process holds ready."""

    objects: Objects
    renderer: Renderer
    catalogue: Catalogue
    base_url: str


def issue(session: Session, desk: Desk, *, history_id: int, kind: str, now: datetime) -> None:
    """Make one document of one event, unless it is made already.

    The paper depends on the event alone and its key on ids alone: a job that runs again after a
    crash writes the same bytes to the same place.
    """
    if _is_issued(session, history_id, kind):
        return
    entry = session.get_one(HistoryEntry, history_id)
    matter = gather(session, desk.catalogue, entry, objects=desk.objects, base_url=desk.base_url)
    pdf = desk.renderer.render(BUILDERS[kind](matter))
    desk.objects.put(document_key(entry.dossier_id, history_id, kind), pdf, content_type=PDF)
    session.add(
        IssuedDocument(
            dossier_id=entry.dossier_id,
            history_id=history_id,
            kind=kind,
            size=len(pdf),
            sha256=hashlib.sha256(pdf).digest(),
            issued_at=now,
        )
    )


def _is_issued(session: Session, history_id: int, kind: str) -> bool:
    found = select(IssuedDocument.id).where(
        IssuedDocument.history_id == history_id, IssuedDocument.kind == kind
    )
    return session.scalar(found) is not None
