"""What is held about whoever filed a dossier, counted by category."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.audit.models import AuditEntry
from services.citizens.models import CitizenDossier
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier, HistoryEntry
from services.files.models import StoredFile
from services.identity.models import SealedValue
from services.messages.models import Message
from services.privacy.models import DataRequest


@dataclass(frozen=True)
class Holdings:
    """answers: how many questions are answered; bytes: of the files; audited: times it was read.

    account: whether it is on the list of somebody who signs in
    """

    answers: int
    files: int
    bytes: int
    documents: int
    events: int
    messages: int
    sealed: int
    requests: int
    audited: int
    account: bool


def of(session: Session, dossier: Dossier) -> Holdings:
    whose = StoredFile.dossier_id == dossier.id
    sizes = select(func.count(StoredFile.id), func.coalesce(func.sum(StoredFile.size), 0))
    files, total = session.execute(sizes.where(whose)).one()
    rows = (row for section in dossier.frozen.get("sections", ()) for row in section["rows"])
    return Holdings(
        answers=sum(1 for row in rows if row["value"] or row["files"]),
        files=files,
        bytes=int(total),
        documents=_count(session, IssuedDocument, dossier.id),
        events=_count(session, HistoryEntry, dossier.id),
        messages=_count(session, Message, dossier.id),
        sealed=_count(session, SealedValue, dossier.id),
        requests=_count(session, DataRequest, dossier.id),
        audited=_audited(session, dossier.number),
        account=session.get(CitizenDossier, dossier.id) is not None,
    )


def _count(
    session: Session,
    model: type[IssuedDocument | HistoryEntry | Message | SealedValue | DataRequest],
    dossier_id: int,
) -> int:
    counted = select(func.count()).select_from(model).where(model.dossier_id == dossier_id)
    return session.scalar(counted) or 0


def _audited(session: Session, number: str) -> int:
    about = AuditEntry.object_kind == "dossier", AuditEntry.object_id == number
    return session.scalar(select(func.count(AuditEntry.id)).where(*about)) or 0
