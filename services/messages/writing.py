"""Write to the agency, or to the person: in the open, or sealed by those who cannot open it."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import trail
from services.audit.trail import APPLICANT, Note, Who
from services.dossiers.models import Dossier
from services.files import shelf
from services.files.models import Purpose, StoredFile
from services.files.shelf import FilesMissing
from services.identity import store
from services.messages import places, quota, words
from services.messages.models import Message, Side
from services.messages.refusals import NothingWritten, TooManyFiles
from services.outbox import promises
from services.outbox.effects import NOTIFY
from services.outbox.promises import NO_EVENT
from services.policy import check
from services.policy.table import Action
from services.settings.bounds import Conversation

SENT = "message.send"


@dataclass(frozen=True)
class Written:
    """What is handed in.

    attempt: a secret token of this sending; the same words under it make one message
    files: ids of files that were taken for messages and belong to nothing yet
    """

    text: str
    attempt: str
    files: Sequence[str] = ()


def by_person(
    session: Session, dossier: Dossier, given: Written, bounds: Conversation, *, now: datetime
) -> Message:
    """Send a message to the agency.

    Raises:
        MessageRefused: nothing is written, or too much, or too late.
        FilesMissing: a file is not there, or was not taken for this dossier.

    """
    said = _checked(given)
    if len(given.files) > bounds.files:
        raise TooManyFiles(bounds.files)
    quota.require_open(dossier, bounds, now=now)
    earlier = _earlier(session, dossier, given)
    if earlier is not None:
        return earlier
    quota.require_room(session, dossier.id, bounds, now=now)
    message = _keep(session, _new(dossier, Side.APPLICANT, given, now), said, given, now=now)
    quota.require_bytes(session, dossier.id, bounds, now=now)
    _note(session, dossier, message, APPLICANT, given, now)
    return message


def by_officer(
    session: Session, officer: Officer, dossier: Dossier, given: Written, *, now: datetime
) -> Message:
    """Send a message to the person; that there is one is told by the channel that they chose.

    Raises:
        NotPermitted: the policy does not let this officer write.
        MessageRefused: nothing is written, or too much.
        FilesMissing: a file is not there.

    """
    check.require(officer, Action.WRITE_TO_PERSON, dossier)
    said = _checked(given)
    earlier = _earlier(session, dossier, given)
    if earlier is not None:
        return earlier
    message = _new(dossier, Side.OFFICER, given, now)
    message.officer_id = officer.id
    _keep(session, message, said, given, now=now)
    told = (str(message.id),)
    promises.promise(session, NOTIFY, history_id=NO_EVENT, arguments=told, now=now)
    who = Who("officer", officer.id, officer.agency_id)
    _note(session, dossier, message, who, given, now)
    return message


def _checked(given: Written) -> str:
    said = words.checked(given.text)
    if not said and not given.files:
        raise NothingWritten
    return said


def _earlier(session: Session, dossier: Dossier, given: Written) -> Message | None:
    """Find what this attempt sent before; a second one at the same moment waits for the first."""
    session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())
    same = Message.dossier_id == dossier.id, Message.attempt_hash == _hash(given)
    return session.scalars(select(Message).where(*same)).one_or_none()


def _new(dossier: Dossier, author: Side, given: Written, now: datetime) -> Message:
    return Message(
        dossier_id=dossier.id,
        agency_id=dossier.agency_id,
        at=now,
        author=author.value,
        text="",
        sealed=False,
        attempt_hash=_hash(given),
    )


def _keep(
    session: Session, message: Message, said: str, given: Written, *, now: datetime
) -> Message:
    """Keep the text where it belongs, and give the message its files."""
    message.sealed = store.recipient(session, message.dossier_id) is not None
    message.text = "" if message.sealed else said
    session.add(message)
    session.flush()
    if message.sealed:
        purpose = places.purpose_of(message.id)
        store.add_letter(session, message.dossier_id, purpose, said, now=now)
    for stored in _claimed(session, message, given.files):
        stored.message_id = message.id
    session.flush()
    return message


def _claimed(session: Session, message: Message, ids: Sequence[str]) -> Sequence[StoredFile]:
    """Take files that came for messages; what lies open is no part of a sealed dossier."""
    claimed = shelf.claim(session, ids, dossier_id=message.dossier_id, draft_id=None)
    strange = [
        str(stored.id)
        for stored in claimed
        if stored.purpose != Purpose.MESSAGE or stored.is_sealed is not message.sealed
    ]
    if strange:
        raise FilesMissing(frozenset(strange))
    return claimed


def _hash(given: Written) -> bytes:
    """Name one sending; words that were changed after it make another one, and are not lost.

    Under the attempt's token, so that nobody who reads the database can confirm a guess.
    """
    content = json.dumps([words.checked(given.text), sorted(given.files)]).encode()
    return hmac.digest(given.attempt.encode(), content, "sha256")


def _note(
    session: Session, dossier: Dossier, message: Message, who: Who, given: Written, now: datetime
) -> None:
    facts = {"message": message.id, "files": len(given.files)}
    what = ("dossier", dossier.number)
    trail.enter(session, Note(SENT, who, what, dossier.agency_id, facts=facts), now=now)
