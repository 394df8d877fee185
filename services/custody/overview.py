"""What custody looks like now: for the status page, the command line and the doctor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.custody import events, keys
from services.custody.events import Happening
from services.custody.models import CustodyKey
from services.identity.models import SealedKey

NAMED = 3


@dataclass(frozen=True)
class KeyView:
    """One key as people see it.

    dossiers: how many are sealed to it; rehearsed_at: when it was last shown to open
    seen: what the custodian tells of it; empty while it does not answer
    """

    key: CustodyKey
    dossiers: int
    rehearsed_at: datetime | None
    rehearsed_well: bool
    is_due: bool
    is_outgoing: bool
    seen: Mapping[str, Any]

    @property
    def is_unlocked(self) -> bool:
        return bool(self.seen.get("unlocked_at"))

    @property
    def holder_ids(self) -> frozenset[int]:
        return frozenset(share.holder_id for share in self.key.shares)

    def given(self, purpose: str) -> Sequence[int]:
        """Name the holders who have given their share for something that still waits."""
        holders: Sequence[int] = self.seen.get("given", {}).get(purpose, ())
        return holders


@dataclass(frozen=True)
class Reminder:
    """How old a rehearsal may be."""

    now: datetime
    days: int


def of(
    session: Session, listed: Sequence[CustodyKey], seen: Mapping[str, Any], reminder: Reminder
) -> list[KeyView]:
    """Look at keys, with what the custodian tells of each."""
    return [
        _view(session, key, seen.get("keys", {}).get(str(key.id), {}), reminder) for key in listed
    ]


def _view(
    session: Session, key: CustodyKey, seen: Mapping[str, Any], reminder: Reminder
) -> KeyView:
    rehearsal = events.last(session, key.id, Happening.REHEARSED)
    sealed = select(func.count()).where(SealedKey.custody_key_id == key.id)
    since = rehearsal.at if rehearsal else key.made_at
    well = bool(rehearsal and rehearsal.detail.get("well"))
    return KeyView(
        key=key,
        dossiers=session.scalar(sealed) or 0,
        rehearsed_at=rehearsal.at if rehearsal else None,
        rehearsed_well=well,
        is_due=reminder.now - since > timedelta(days=reminder.days) or bool(rehearsal and not well),
        is_outgoing=keys.successor(session, key) is not None,
        seen=seen,
    )


def _lacking(names: Sequence[str]) -> list[str]:
    """Name some of the agencies that no key covers, and count the rest."""
    if not names:
        return []
    some = ", ".join(names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return [f"no custody key, so nobody can file a denunciation with {some}{more}"]


def complaints(session: Session, reminder: Reminder) -> list[str]:
    """Say in words what an administrator has to see to; nothing when all is well."""
    words = _lacking([agency.name for agency in keys.without(session)])
    for view in of(session, keys.in_use(session), {}, reminder):
        name = view.key.agency.name
        if view.is_due:
            words.append(f"the key of {name} was not shown to open for {reminder.days} days")
        if view.is_outgoing:
            words.append(f"the old key of {name} still holds {view.dossiers} dossiers; rotate it")
    return words
