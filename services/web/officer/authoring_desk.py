"""A procedure on the desk of a legal officer: opened for the own agency, read, checked, saved."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, flash, request
from flask_babel import gettext as _
from ruamel.yaml.comments import CommentedMap
from sqlalchemy.orm import Session

from forms.editing import checks, manuscript
from forms.editing.checks import Checked
from forms.editing.document import NotReadable
from forms.editing.manuscript import Manuscript
from services.accounts.models import Officer
from services.authoring import drafting
from services.authoring.models import ProcedureDraft, State
from services.policy import check
from services.policy.table import Action
from services.web.context import now, resources
from services.web.officer.desk import me

REVISION = "revision"
LARGEST_REVISION = 18


@dataclass(frozen=True)
class Opened:
    """A draft with its text read and checked; no manuscript if only the text can be mended."""

    draft: ProcedureDraft
    checked: Checked
    manuscript: Manuscript | None

    @property
    def may_edit(self) -> bool:
        return self.draft.state == State.EDITING

    def readable(self) -> Manuscript:
        """Give the manuscript.

        Raises:
            NotReadable: only the text itself can be mended.

        """
        if self.manuscript is None:
            raise NotReadable
        return self.manuscript


def author() -> Officer:
    """Give the officer, if procedures may be written by this officer.

    Raises:
        NotPermitted: the policy says no.

    """
    check.require(me(), Action.WRITE_PROCEDURES)
    return me()


def draft_of(session: Session, draft_id: int) -> ProcedureDraft:
    """Find a draft of the own agency; another agency's does not exist here."""
    agency_id = author().agency_id
    draft = session.get(ProcedureDraft, draft_id)
    if draft is None or draft.agency_id != agency_id or draft.state == State.DISCARDED:
        abort(HTTPStatus.NOT_FOUND)
    return draft


def opened(draft_id: int) -> Opened:
    with resources().database.transaction() as session:
        return read(draft_of(session, draft_id))


def read(draft: ProcedureDraft) -> Opened:
    catalogue = resources().catalogue
    found = checks.check(draft.text, draft.slug, catalogue.workflows)
    others = drafting.faults(catalogue, draft.text) if draft.state != State.PUBLISHED else []
    checked = checks.with_others(found, others, draft.text)
    try:
        return Opened(draft, checked, manuscript.read(draft.text, catalogue.workflows))
    except NotReadable:
        return Opened(draft, checked, None)


def change(draft_id: int, write: Callable[[Manuscript], None]) -> Opened:
    """Change the document and keep it, unless somebody changed it since the page was drawn.

    Raises:
        ChangedMeanwhile: somebody did; nothing was changed.

    """

    def written(draft: ProcedureDraft) -> str:
        found = read(draft).readable()
        require_seen(draft)
        write(found)
        return found.text

    return keep(draft_id, written)


def keep(draft_id: int, written: Callable[[ProcedureDraft], str]) -> Opened:
    with resources().database.transaction() as session:
        draft = draft_of(session, draft_id)
        text = written(draft)
        drafting.save(session, draft, text=text, revision=seen(), officer=me(), now=now())
        return read(draft)


def require_seen(draft: ProcedureDraft) -> None:
    """Refuse before anything is looked for at a place that may have moved."""
    if draft.revision != seen() or draft.state != State.EDITING:
        raise drafting.ChangedMeanwhile


def seen() -> int:
    """Give the revision that the page was drawn from."""
    given = request.form.get(REVISION, "")
    is_number = given.isascii() and given.isdecimal() and len(given) <= LARGEST_REVISION
    return int(given) if is_number else 0


def tell_saved(opened_again: Opened) -> None:
    """Say that it is kept, and how much is still to be mended."""
    count = len(opened_again.checked.faults)
    if count:
        told = _("Đã lưu. Còn %(count)s chỗ cần sửa.", count=count)
        flash(told, "info")
    else:
        flash(_("Đã lưu. Không còn chỗ nào cần sửa."), "success")


def title_of(node: CommentedMap | None, draft: ProcedureDraft) -> str:
    """Name a draft by its title, or by its file while it has none."""
    title = node.get("title") if node is not None else None
    named = title.get("vi") if isinstance(title, CommentedMap) else None
    return str(named or draft.slug)
