"""Find, claim and remove files that were taken."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from services.files.models import StoredFile
from storage.objects import Objects

IDENTIFIER = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

CLAIMED = (
    update(StoredFile)
    .where(
        StoredFile.id.in_(bindparam("known", expanding=True)),
        StoredFile.dossier_id.is_(None),
        StoredFile.draft_id.is_not_distinct_from(bindparam("from_draft")),
    )
    .values(dossier_id=bindparam("to_dossier"))
    .returning(StoredFile)
    # The rows that come back are the newest: there is nothing to look for in the session.
    .execution_options(synchronize_session=False, populate_existing=True)
)


class FilesMissing(Exception):
    """A named file is not there, or belongs to somebody else."""

    def __init__(self, ids: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(ids)))
        self.ids = ids


def of_draft(session: Session, draft_id: UUID) -> Sequence[StoredFile]:
    return session.scalars(
        select(StoredFile).where(StoredFile.draft_id == draft_id).order_by(StoredFile.uploaded_at)
    ).all()


def of_dossier(session: Session, dossier_id: int) -> Sequence[StoredFile]:
    return session.scalars(
        select(StoredFile)
        .where(StoredFile.dossier_id == dossier_id)
        .order_by(StoredFile.uploaded_at)
    ).all()


def claim(
    session: Session, ids: Iterable[str], *, dossier_id: int, draft_id: UUID | None
) -> Sequence[StoredFile]:
    """Give files to a dossier.

    Raises:
        FilesMissing: one is unknown, taken by another dossier, or from another draft.

    """
    wanted = frozenset(ids)
    if not wanted:
        return ()
    known = [UUID(given) for given in wanted if IDENTIFIER.fullmatch(given)]
    values = {"known": known, "from_draft": draft_id, "to_dossier": dossier_id}
    claimed = session.scalars(CLAIMED, values).all()
    missing = wanted - {str(stored.id) for stored in claimed}
    if missing:
        raise FilesMissing(missing)
    return claimed


def remove(session: Session, objects: Objects, *, draft_id: UUID, file_id: UUID) -> None:
    """Take a file out of a draft; a file that is not there is no error."""
    removed = session.scalars(
        delete(StoredFile)
        .where(
            StoredFile.id == file_id,
            StoredFile.draft_id == draft_id,
            StoredFile.dossier_id.is_(None),
        )
        .returning(StoredFile)
    ).all()
    for stored in removed:
        objects.delete(stored.object_key)


def sweep(session: Session, objects: Objects, *, before: datetime) -> int:
    """Remove files that no dossier claimed since `before` and no draft holds any more."""
    loose = session.scalars(
        select(StoredFile)
        .where(
            StoredFile.dossier_id.is_(None),
            StoredFile.draft_id.is_(None),
            StoredFile.uploaded_at < before,
        )
        .limit(500)
        .with_for_update(skip_locked=True)
    ).all()
    for stored in loose:
        objects.delete(stored.object_key)
        session.delete(stored)
    return len(loose)
