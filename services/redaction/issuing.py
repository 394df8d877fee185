"""Issue a redacted copy: burn it in, seal it under a key of its own, and hand the older one off."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, cast
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import trail
from services.dossiers.models import Dossier
from services.identity import envelope
from services.identity.files import CONTENT
from services.identity.streams import SealingReader
from services.policy import check
from services.policy.table import Action
from services.redaction import desk, entries, keys, originals, painting
from services.redaction.desk import Table
from services.redaction.keys import CopyKeys
from services.redaction.models import RedactedFile, Redaction, State
from services.redaction.refusals import CopyMissing, NotConfirmed, NotLookedAt
from services.redaction.work import Work
from storage.objects import Objects


@dataclass(frozen=True)
class Burned:
    """What was made and lies sealed in the store, before the copy is issued."""

    revision: int
    key: bytes = field(repr=False)
    key_wrap: bytes = b""
    files: Sequence[RedactedFile] = ()


def checked(work: Work, *, confirmed: bool) -> None:
    """See that somebody looked at all of it and answers for that.

    Raises:
        NotLookedAt, NotConfirmed: something is missing.

    """
    if not work.is_complete:
        raise NotLookedAt
    if not confirmed:
        raise NotConfirmed


def burn(objects: Objects, copies: CopyKeys, table: Table) -> Burned:
    """Make the copies of all files that are taken; outside of any transaction, for it takes long.

    Raises:
        NotDrawn: one cannot be drawn.
        WrongKey, Tampered, ObjectMissing: an original is not as it was sealed.

    """
    key, row = envelope.new_key(), table.row
    wrapped = copies.wrap(key, row.dossier_id, row.id)
    return Burned(row.revision, key, wrapped, tuple(_burned(objects, table, key)))


def _burned(objects: Objects, table: Table, key: bytes) -> Iterator[RedactedFile]:
    taken = (sheet for sheet in table.work.sheets if sheet.is_taken)
    for place, sheet in enumerate(taken, start=1):
        made = painting.burn(originals.content(objects, sheet), sheet.all_boxes)
        kept = RedactedFile(
            id=uuid4(),
            redaction_id=table.row.id,
            dossier_id=table.row.dossier_id,
            place=place,
            content_type=made.content_type,
            size=len(made.content),
            pages=made.pages,
        )
        reader = SealingReader(key, BytesIO(made.content), keys.about_file(kept.id))
        objects.put_stream(kept.object_key, cast("BinaryIO", reader), content_type=CONTENT)
        yield kept


def issue(
    session: Session,
    officer: Officer,
    dossier: Dossier,
    table: Table,
    burned: Burned,
    *,
    now: datetime,
) -> Redaction:
    """Let the copy be read from now on, in the place of the one before.

    Raises:
        NotLookedAt: the work was changed while the copy was made.
        StaleDataError: at the commit, when somebody else issued it at the same moment.

    """
    row = table.row
    if row.revision != burned.revision or not table.work.is_complete:
        raise NotLookedAt
    desk.seal_anew(table, now=now)
    row.state, row.version = State.ISSUED, _next_version(session, dossier)
    row.issued_by_id, row.issued_at, row.looked_at = officer.id, now, now
    row.key_wrap = burned.key_wrap
    text = json.dumps(table.work.masked(), ensure_ascii=False).encode()
    row.text = envelope.seal(burned.key, text, keys.about_text(dossier.id, row.id))
    session.add_all(burned.files)
    session.flush()
    facts = {"redaction": row.id, "version": row.version, "looked_at_each_page": True}
    pages = {str(one.place): one.pages for one in burned.files}
    trail.enter(
        session, entries.note(entries.ISSUE, officer, dossier, **facts, pages=pages), now=now
    )
    return row


def forget(objects: Objects, burned: Burned) -> None:
    """Take away what was made for a copy that is not issued after all."""
    for kept in burned.files:
        objects.delete(kept.object_key)


def recall(
    session: Session, officer: Officer, dossier: Dossier, version: int, *, now: datetime
) -> None:
    """Let nobody read a copy any more in which something was overlooked.

    Raises:
        NotPermitted: it is not this officer's to redact.
        CopyMissing: there is no such copy.

    """
    check.require(officer, Action.REDACT, dossier)
    wanted = select(Redaction).where(
        Redaction.dossier_id == dossier.id, Redaction.version == version
    )
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise CopyMissing
    if row.state == State.RECALLED:
        return
    row.state, row.recalled_by_id, row.recalled_at = State.RECALLED, officer.id, now
    note = entries.note(entries.RECALL, officer, dossier, redaction=row.id, version=version)
    trail.enter(session, note, now=now)


def _next_version(session: Session, dossier: Dossier) -> int:
    newest = select(func.max(Redaction.version)).where(Redaction.dossier_id == dossier.id)
    return (session.scalar(newest) or 0) + 1
