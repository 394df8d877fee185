"""What waits for the officer, counted beside the entries of the navigation."""

from typing import Any

from flask import g, request
from sqlalchemy.orm import Session

from services.access_requests import listing
from services.accounts.models import Officer
from services.custody import notices
from services.policy.table import Action
from services.web.context import resources
from services.web.officer.desk import blueprint, may, me

MOST = 99


def unread(session: Session, officer: Officer) -> int:
    return notices.unread(session, officer.id)


COUNTED = {
    "/can-bo/yeu-cau-danh-tinh": (Action.APPROVE_IDENTITY, listing.waiting),
    "/can-bo/giu-khoa": (Action.HOLD_KEYS, unread),
}


@blueprint.before_request
def count_waiting() -> None:
    """Count before the view begins, so that no page needs two connections at a time."""
    if "officer" not in g or request.method != "GET":
        return
    wanted = {path: count for path, (action, count) in COUNTED.items() if may(action)}
    if wanted:
        with resources().database.transaction() as session:
            g.waiting = {path: count(session, me()) for path, count in wanted.items()}


@blueprint.context_processor
def counted() -> dict[str, Any]:
    counts: dict[str, int] = g.get("waiting", {})
    return {"waiting_for_me": {path: written(count) for path, count in counts.items() if count}}


def written(count: int) -> str:
    """Write a count that stopped at its limit as 99+."""
    return f"{MOST}+" if count > MOST else str(count)
