"""What the visitor's browser keeps for us, signed: secrets of drafts, and the dossier it opened."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import session

from services.drafts.drafts import DraftMissing
from services.web.callers import DOSSIER

DRAFTS = "drafts"
SUPPLEMENT = "supplement"
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


def open_dossier(dossier_id: int, *, now: datetime) -> None:
    session[DOSSIER] = {"id": dossier_id, "until": (now + OPEN_FOR).timestamp()}


def opened_dossier(*, now: datetime) -> int | None:
    """Tell which dossier is open, and keep it open for another half hour."""
    held = session.get(DOSSIER)
    if held is None or held["until"] < now.timestamp():
        session.pop(DOSSIER, None)
        return None
    open_dossier(held["id"], now=now)
    return int(held["id"])


def close_dossier() -> None:
    session.pop(DOSSIER, None)


def supplement_of(dossier_id: int) -> list[str]:
    """List the files that were sent for a supplement which is not handed in yet."""
    held = session.get(SUPPLEMENT, {})
    return list(held["files"]) if held.get("dossier") == dossier_id else []


def keep_supplement(dossier_id: int, files: list[str]) -> None:
    session[SUPPLEMENT] = {"dossier": dossier_id, "files": files}


def forget_supplement() -> None:
    session.pop(SUPPLEMENT, None)
