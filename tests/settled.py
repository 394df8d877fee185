"""Dossiers whose time has come: settled long ago, with a file and a paper in the object store."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier, HistoryEntry
from services.files.models import Purpose
from services.outbox.models import OutboxMessage
from services.resources import Resources
from services.retention import rules
from tests.filing import NOW, hand_in, stored

LONG_AGO = NOW - timedelta(days=365 * 12)
YEARS = 10
FAMILY = "complaint"
CITATION = "Danh mục của cơ quan, mục 1"
PDF = "application/pdf"


def settle(resources: Resources, *, attempt: str = "settled", at: datetime = LONG_AGO) -> Dossier:
    """File and close a dossier; nothing of it waits for the worker."""
    dossier = hand_in(resources, attempt=attempt).dossier
    with resources.database.transaction() as session:
        session.execute(update(OutboxMessage).values(done_at=NOW))
        closed = update(Dossier).where(Dossier.id == dossier.id).values(closed_at=at)
        session.execute(closed)
        file = stored(session, dossier_id=dossier.id, purpose=Purpose.RESULT)
        entry = session.scalars(
            select(HistoryEntry).where(HistoryEntry.dossier_id == dossier.id)
        ).one()
        paper = IssuedDocument(
            dossier_id=dossier.id,
            history_id=entry.id,
            kind="receipt",
            size=5,
            sha256=bytes(32),
            issued_at=NOW,
        )
        session.add(paper)
        session.flush()
        for key in (file.object_key, paper.object_key):
            resources.objects.put(key, b"bytes", content_type=PDF)
    return dossier


def set_years(resources: Resources, years: int = YEARS) -> None:
    with resources.database.transaction() as session:
        rules.set_period(session, FAMILY, years, CITATION, now=NOW)
