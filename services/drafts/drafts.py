"""Begin, open, save and end a filing that is not finished yet."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.drafts import sealing
from services.drafts.models import Draft

SECRET_BYTES = 24  # 32 letters.


class DraftMissing(Exception):
    """There is no such draft, it has expired, or the secret is not its own."""


@dataclass(frozen=True)
class Opened:
    """A new draft and the secret that its person's browser keeps."""

    draft: Draft
    token: str


@dataclass(frozen=True)
class Subject:
    """What is filed, and with whom."""

    procedure_code: str
    procedure_version: int
    agency_id: int


def begin(
    session: Session, subject: Subject, *, days: int, now: datetime, sealed: bool = False
) -> Opened:
    """Begin a draft; a sealed one keeps what is typed and uploaded under its own secret."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    draft = Draft(
        id=uuid4(),
        token_hash=token_hash(token),
        procedure_code=subject.procedure_code,
        procedure_version=subject.procedure_version,
        agency_id=subject.agency_id,
        raw={},
        created_at=now,
        updated_at=now,
        expires_at=now + timedelta(days=days),
    )
    if sealed:
        sealing.begin(draft, token)
    session.add(draft)
    return Opened(draft, token)


def open_draft(session: Session, draft_id: UUID, token: str, *, now: datetime) -> Draft:
    """Give the draft to whoever holds its secret.

    Raises:
        DraftMissing: unknown, expired, or the wrong secret: the answer is the same.

    """
    return _granted(session.get(Draft, draft_id), token, now)


def hold_draft(session: Session, draft_id: UUID, token: str, *, now: datetime) -> Draft:
    """Open the draft to change it: a second change at the same moment waits for this one.

    Raises:
        DraftMissing: as for `open_draft`.

    """
    # Only the draft is locked: the agency that is read with it stays free for others.
    held = session.get(Draft, draft_id, with_for_update={"of": Draft}, populate_existing=True)
    return _granted(held, token, now)


def _granted(draft: Draft | None, token: str, now: datetime) -> Draft:
    if draft is None or not hmac.compare_digest(draft.token_hash, token_hash(token)):
        raise DraftMissing
    if draft.expires_at < now and draft.dossier_id is None:
        raise DraftMissing
    sealing.unseal(draft, token)
    return draft


def save(draft: Draft, section: str, raw: dict[str, Any], *, now: datetime) -> None:
    """Keep a section as typed, right or wrong."""
    if draft.raw.get(section) == raw:
        return
    draft.raw = {**draft.raw, section: raw}
    draft.updated_at = now


def gathered(draft: Draft) -> dict[str, Any]:
    """Give all sections' raw answers as one set."""
    return {key: value for section in draft.raw.values() for key, value in section.items()}


def discard(session: Session, draft: Draft) -> None:
    """Forget a draft at its person's wish; its files lose it and are swept after it."""
    session.delete(draft)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def sweep(session: Session, *, now: datetime) -> int:
    """Forget drafts that expired; their files lose their draft and are swept after them."""
    gone = session.execute(delete(Draft).where(Draft.expires_at < now).returning(Draft.id))
    return len(gone.all())
