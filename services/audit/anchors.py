"""Signed notes about how far the chain had grown, kept apart from the database.

Who can write to the database could cut the end of the chain, or forge it anew from some row on. An
anchor in the object store names a place and its hash, so both are found out.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.audit.models import AuditLink
from storage.objects import ObjectMissing, Objects

FOLDER = "audit/anchors/"
JSON = "application/json"
PURPOSE = b"audit-anchor"
LAST = select(AuditLink.seq, AuditLink.hash).order_by(AuditLink.seq.desc()).limit(1)


class AnchorForged(Exception):
    """An anchor is not signed with the installation's key; its name is told."""


@dataclass(frozen=True)
class Anchor:
    """How far the chain had grown at a moment.

    name: the hour it stands for, in UTC; the last one of a day is that day's anchor
    count: how many entries the chain held; the same as `last_seq`, since a chain has no gap
    previous: the name of the anchor before, so that a missing one is noticed
    """

    name: str
    day: str
    at: str
    last_seq: int
    count: int
    hash: str
    previous: str

    @property
    def key(self) -> str:
        return f"{FOLDER}{self.name}.json"


@dataclass(frozen=True)
class Shelf:
    """Where anchors are kept, the key that signs them, and how long the store locks them."""

    objects: Objects
    key: str
    kept_for: timedelta

    def sign(self, anchor: Anchor) -> str:
        content = json.dumps(asdict(anchor), sort_keys=True).encode()
        own = hmac.digest(self.key.encode(), PURPOSE, hashlib.sha256)
        return hmac.digest(own, content, hashlib.sha256).hex()

    def names(self) -> list[str]:
        keys = self.objects.keys(FOLDER)
        return sorted(key.removeprefix(FOLDER).removesuffix(".json") for key in keys)

    def read(self, name: str) -> Anchor:
        """Read an anchor back.

        Raises:
            AnchorForged: it is unreadable, or its signature is not ours.

        """
        with suppress(ValueError, TypeError, KeyError):
            given = json.loads(self.objects.get(f"{FOLDER}{name}.json"))
            signature = str(given.pop("signature"))
            anchor = Anchor(**given)
            if hmac.compare_digest(self.sign(anchor), signature) and anchor.name == name:
                return anchor
        raise AnchorForged(name)

    def write(self, anchor: Anchor, *, now: datetime) -> None:
        content = json.dumps({**asdict(anchor), "signature": self.sign(anchor)}).encode()
        until = now + self.kept_for
        self.objects.put_locked(anchor.key, content, content_type=JSON, until=until)


def drop(session: Session, shelf: Shelf, *, now: datetime) -> Anchor | None:
    """Write this hour's anchor, unless it is written or there is nothing to hold."""
    name = f"{now:%Y-%m-%dT%H}"
    known = shelf.names()
    last = session.execute(LAST).one_or_none()
    if last is None or name in known:
        return None
    anchor = Anchor(
        name=name,
        day=f"{now:%Y-%m-%d}",
        at=now.isoformat(),
        last_seq=last.seq,
        count=last.seq,
        hash=last.hash.hex(),
        previous=known[-1] if known else "",
    )
    shelf.write(anchor, now=now)
    return anchor


def all_of(shelf: Shelf) -> Iterator[Anchor | AnchorForged]:
    """Give every anchor in the order of time; what is no true anchor is given as a fault."""
    for name in shelf.names():
        try:
            yield shelf.read(name)
        except (AnchorForged, ObjectMissing):
            yield AnchorForged(name)
