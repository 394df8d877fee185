"""Write a procedure of an agency, and ask a second officer to approve it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.source import LARGEST
from services.accounts.models import Officer
from services.agencies.models import Agency
from services.authoring.checking import faults, require_publishable
from services.authoring.models import ProcedureDraft, State
from services.authoring.refusals import (
    AuthoringRefused,
    ChangedMeanwhile,
    HasFaults,
    MayNotAuthor,
    SamePerson,
    TextTooLong,
)

__all__ = [
    "AuthoringRefused",
    "ChangedMeanwhile",
    "HasFaults",
    "MayNotAuthor",
    "SamePerson",
    "TextTooLong",
    "ask_approval",
    "begin",
    "discard",
    "faults",
    "open_drafts",
    "require_state",
    "return_to_author",
    "save",
    "take_hold",
]

OPEN = (State.EDITING, State.AWAITING_APPROVAL)
LONGEST_NOTE = 5000
LONGEST_SLUG = 60


def begin(
    session: Session, officer: Officer, *, text: str, slug: str, now: datetime
) -> ProcedureDraft:
    """Begin a procedure of the officer's agency from a text, right or wrong.

    Raises:
        MayNotAuthor: the officer has no right to.
        TextTooLong: no document is that long.

    """
    if not officer.may_author:
        raise MayNotAuthor
    draft = ProcedureDraft(
        agency_id=officer.agency_id,
        slug=slug[:LONGEST_SLUG],
        text=_cleaned(text),
        revision=1,
        state=State.EDITING,
        author_id=officer.id,
        editor_id=officer.id,
        note="",
        created_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def save(
    session: Session,
    draft: ProcedureDraft,
    *,
    text: str,
    revision: int,
    officer: Officer,
    now: datetime,
) -> None:
    """Keep the text as it is, right or wrong; ``revision`` names the one that was changed.

    Raises:
        ChangedMeanwhile: somebody changed it since, or sent it for approval.
        MayNotAuthor: the officer has no right to.
        TextTooLong: no document is that long.

    """
    cleaned = _cleaned(text)
    take_hold(session, draft, officer)
    require_state(draft, State.EDITING, revision)
    if draft.text == cleaned:
        return
    draft.text = cleaned
    draft.editor_id = officer.id
    _changed(draft, State.EDITING, now)


def discard(session: Session, draft: ProcedureDraft, officer: Officer, now: datetime) -> None:
    """Give a text up; it is kept, out of sight.

    Raises:
        ChangedMeanwhile: it was published or discarded meanwhile.
        MayNotAuthor: the officer has no right to.

    """
    take_hold(session, draft, officer)
    if draft.state not in OPEN:
        raise ChangedMeanwhile
    _changed(draft, State.DISCARDED, now)


def ask_approval(
    session: Session,
    draft: ProcedureDraft,
    officer: Officer,
    now: datetime,
    *,
    catalogue: Catalogue,
    revision: int | None = None,
) -> None:
    """Send the text to a second officer; nobody changes it until it is returned.

    Raises:
        ChangedMeanwhile: it is not the text that the officer saw (``revision``), or was sent.
        HasFaults: it cannot be published.
        MayNotAuthor: the officer has no right to.

    """
    take_hold(session, draft, officer)
    require_state(draft, State.EDITING, revision)
    require_publishable(session, catalogue, draft.text, officer.agency)
    draft.sent_by_id = officer.id
    draft.note = ""
    _changed(draft, State.AWAITING_APPROVAL, now)


def return_to_author(
    session: Session, draft: ProcedureDraft, officer: Officer, note: str, now: datetime
) -> None:
    """Give the text back to be changed, with a note that says what; the sender may take it back.

    Raises:
        ChangedMeanwhile: it does not wait for approval any more.
        MayNotAuthor: the officer has no right to.

    """
    take_hold(session, draft, officer)
    require_state(draft, State.AWAITING_APPROVAL, None)
    draft.note = _cleaned(note)[:LONGEST_NOTE]
    _changed(draft, State.EDITING, now)


def open_drafts(session: Session, agency: Agency) -> Sequence[ProcedureDraft]:
    """List what an agency is writing, the latest change first."""
    return session.scalars(
        select(ProcedureDraft)
        .where(ProcedureDraft.agency_id == agency.id, ProcedureDraft.state.in_(OPEN))
        .order_by(ProcedureDraft.changed_at.desc(), ProcedureDraft.id.desc())
    ).all()


def take_hold(session: Session, draft: ProcedureDraft, officer: Officer) -> None:
    """Lock the draft and read it anew, so that two officers act one after the other."""
    if not officer.may_author or draft.agency_id != officer.agency_id:
        raise MayNotAuthor
    session.refresh(draft, with_for_update=True)


def require_state(draft: ProcedureDraft, state: State, revision: int | None) -> None:
    if draft.state != state or revision not in {None, draft.revision}:
        raise ChangedMeanwhile


def _changed(draft: ProcedureDraft, state: State, now: datetime) -> None:
    draft.state = state
    draft.revision += 1
    draft.changed_at = now


def _cleaned(text: str) -> str:
    """Write line ends as files do; PostgreSQL keeps no NUL, and no document needs one."""
    if len(text) > LARGEST:
        raise TextTooLong
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
