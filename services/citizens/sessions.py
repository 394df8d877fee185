"""Sessions of people who sign in: in the database, for two hours, and opened by the browser alone.

The database keeps no time of use: when somebody read or wrote could be laid beside the time at
which a protected filing came.
"""

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.citizens.claims import Identity
from services.citizens.models import CitizenSession
from services.identity import envelope
from services.identity.about import About
from services.identity.refusals import SealRefused
from services.identity.secrets import key_of

TOKEN_BYTES = 32
LASTS = timedelta(hours=2)
PURPOSE = b"citizen-session"


@dataclass(frozen=True)
class SignedIn:
    """Whoever is signed in.

    id_token: what the provider is shown at the end; empty if that would name the person
    """

    account_id: int
    identity: Identity
    id_token: str = field(repr=False)


def begin(session: Session, who: SignedIn, *, now: datetime) -> str:
    """Open a session under a new token and return the token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    told = [asdict(who.identity), who.id_token]
    content = json.dumps(told, ensure_ascii=False, default=date.isoformat).encode()
    row = CitizenSession(
        token_hash=_hash(token),
        account_id=who.account_id,
        sealed=envelope.seal(key_of(token, PURPOSE), content, _about(token)),
        began_at=now,
    )
    session.add(row)
    session.flush()
    return token


def find(session: Session, token: str, *, now: datetime) -> SignedIn | None:
    """Tell who is signed in; none if the session has ended or is not what it was."""
    row = session.get(CitizenSession, _hash(token)) if token else None
    if row is None or now - row.began_at > LASTS:
        return None
    try:
        content = envelope.unseal(key_of(token, PURPOSE), row.sealed, _about(token))
    except SealRefused:
        return None
    known, id_token = json.loads(content)
    born = date.fromisoformat(known["born"]) if known["born"] else None
    return SignedIn(row.account_id, Identity(known["number"], known["name"], born), id_token)


def end(session: Session, token: str) -> None:
    session.execute(delete(CitizenSession).where(CitizenSession.token_hash == _hash(token)))


def sweep(session: Session, *, now: datetime) -> None:
    session.execute(delete(CitizenSession).where(CitizenSession.began_at < now - LASTS))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _about(token: str) -> About:
    return About(f"citizen-session:{_hash(token).hex()}", "identity")
