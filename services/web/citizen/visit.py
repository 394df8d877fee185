"""What the visitor's browser keeps for us, signed: secrets of drafts, and the dossier it opened."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app, session

from services.drafts.drafts import DraftMissing
from services.identity import envelope
from services.identity.secrets import key_of
from services.web.callers import DOSSIER

DRAFTS = "drafts"
SUPPLEMENT = "supplement"
MESSAGE = "message"
MOST_DRAFTS = 10
OPEN_FOR = timedelta(minutes=30)


def keep_draft(draft_id: UUID, token: str) -> None:
    """Remember a draft's secret; of many drafts the newest stay."""
    forget_draft(draft_id)
    # A list keeps its order in the cookie, a mapping does not.
    session[DRAFTS] = [*session[DRAFTS], [str(draft_id), token]][-MOST_DRAFTS:]
    # The cookie outlives the window, as the draft does.
    session.permanent = True


def token_of(draft_id: UUID) -> str:
    """Give the secret of a draft.

    Raises:
        DraftMissing: this browser neither began it nor took it up, or has let go of it.

    """
    for kept, token in session.get(DRAFTS, []):
        if kept == str(draft_id):
            return str(token)
    raise DraftMissing


def drafts() -> list[tuple[UUID, str]]:
    """List the drafts that this browser began or took up, the newest first."""
    return [(UUID(kept), token) for kept, token in reversed(session.get(DRAFTS, []))]


def forget_draft(draft_id: UUID) -> None:
    session[DRAFTS] = [pair for pair in session.get(DRAFTS, []) if pair[0] != str(draft_id)]


def open_dossier(dossier_id: int, *, now: datetime, code_key: bytes | None = None) -> None:
    """Remember which dossier was opened, for half an hour.

    code_key: what opens the sealed part of it; the browser is given it under a key of ours, so
        that neither the browser's copy nor our secrets open anything alone
    """
    sealed = code_key and envelope.wrap(_box(), code_key, _place(dossier_id))
    _keep_dossier(dossier_id, b64encode(sealed).decode() if sealed else "", now)


def opened_dossier(*, now: datetime) -> int | None:
    """Tell which dossier is open, and keep it open for another half hour."""
    held = session.get(DOSSIER)
    if held is None or held["until"] < now.timestamp():
        session.pop(DOSSIER, None)
        return None
    _keep_dossier(held["id"], held.get("key", ""), now)
    return int(held["id"])


def code_key(dossier_id: int) -> bytes | None:
    """Give what opens the sealed part of the opened dossier, if the browser brought it."""
    held = session.get(DOSSIER, {})
    if held.get("id") != dossier_id or not held.get("key"):
        return None
    return envelope.unwrap(_box(), b64decode(held["key"]), _place(dossier_id))


def _keep_dossier(dossier_id: int, key: str, now: datetime) -> None:
    until = (now + OPEN_FOR).timestamp()
    session[DOSSIER] = {"id": dossier_id, "until": until, "key": key}


def _box() -> bytes:
    return key_of(str(current_app.secret_key), b"visit")


def _place(dossier_id: int) -> str:
    return f"visit:{dossier_id}"


def close_dossier() -> None:
    session.pop(DOSSIER, None)


def held(purpose: str, dossier_id: int) -> list[str]:
    """List the files that were sent for something which is not handed in yet."""
    kept = session.get(purpose, {})
    return list(kept["files"]) if kept.get("dossier") == dossier_id else []


def hold(purpose: str, dossier_id: int, files: list[str]) -> None:
    session[purpose] = {"dossier": dossier_id, "files": files}


def let_go(purpose: str) -> None:
    session.pop(purpose, None)
