"""Read a redacted copy: the newest one, and older ones for those who make them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.accounts.models import Officer
from services.dossiers.models import Dossier
from services.identity import envelope
from services.identity.streams import opened_chunks
from services.policy import check
from services.policy.table import Action
from services.redaction import keys
from services.redaction.keys import CopyKeys
from services.redaction.models import RedactedFile, Redaction, State
from services.redaction.refusals import CopyMissing
from storage.objects import Objects


@dataclass(frozen=True)
class Copy:
    """A redacted copy, open."""

    row: Redaction
    sections: Sequence[dict[str, Any]]
    key: bytes = field(repr=False)


def versions(session: Session, dossier: Dossier) -> Sequence[Redaction]:
    """List what was issued, the newest first."""
    wanted = select(Redaction).where(
        Redaction.dossier_id == dossier.id, Redaction.version.is_not(None)
    )
    listed = wanted.order_by(Redaction.version.desc()).options(joinedload(Redaction.issued_by))
    return session.scalars(listed).all()


def newest(session: Session, dossier: Dossier) -> Redaction | None:
    """Find the copy that is read now: the newest, unless it was recalled; an older one never."""
    found = versions(session, dossier)
    return found[0] if found and found[0].state == State.ISSUED else None


def read(
    session: Session,
    copies: CopyKeys,
    officer: Officer,
    dossier: Dossier,
    version: int | None = None,
) -> Copy:
    """Open a copy; without a version the newest.

    Raises:
        NotPermitted: it is not this officer's to read.
        CopyMissing: there is none, or none for this reader.
        WrongKey, Tampered: it is not as it was kept.

    """
    check.require(officer, Action.READ_REDACTED, dossier)
    row = _wanted(session, officer, dossier, version)
    key = copies.unwrap(row.key_wrap or b"", dossier.id, row.id)
    text = envelope.unseal(key, row.text or b"", keys.about_text(dossier.id, row.id))
    return Copy(row, json.loads(text), key)


def content(objects: Objects, copy: Copy, place: int) -> tuple[RedactedFile, Iterator[bytes]]:
    """Give a file of a copy in clear, piece by piece.

    Raises:
        CopyMissing: the copy has no such file.
        WrongKey, Tampered: it is not as it was kept; also while it is being read.
        ObjectMissing: the store has no such object.

    """
    found = next((one for one in copy.row.files if one.place == place), None)
    if found is None:
        raise CopyMissing
    sealed = objects.open(found.object_key)
    return found, opened_chunks(copy.key, sealed, keys.about_file(found.id))


def _wanted(session: Session, officer: Officer, dossier: Dossier, version: int | None) -> Redaction:
    current = newest(session, dossier)
    if current and version in {None, current.version}:
        return current
    if version is None or not check.allowed(officer, Action.REDACT, dossier):
        raise CopyMissing
    known = {row.version: row for row in versions(session, dossier)}
    if version not in known:
        raise CopyMissing
    return known[version]
