"""The procedures of an agency: those that run, those being written, and those set aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from ruamel.yaml.comments import CommentedMap

from forms.catalogue import Catalogue
from forms.editing import document, fault_words
from forms.editing.document import NotReadable
from forms.procedure import Procedure
from forms.vietnamese import search_key
from services.authoring import drafting, publishing
from services.authoring.models import ProcedureDraft, State
from services.web.context import resources, today
from services.web.languages import words
from services.web.officer import authoring_begin as beginning
from services.web.officer.authoring_desk import author, title_of
from services.web.officer.desk import blueprint

SCOPES = ("all", "drafts", "own", "shipped", "aside")
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Line:
    """One procedure of the list; copy: where a new version of it is begun."""

    scope: str
    title: str
    about: str
    status: str
    tone: str
    href: str = ""
    copy: str = ""
    changed: datetime | None = None
    faults: tuple[str, ...] = ()


@blueprint.get("/thu-tuc")
def procedures() -> ResponseReturnValue:
    officer = author()
    catalogue = resources().catalogue
    with resources().database.transaction() as session:
        drafts = drafting.open_drafts(session, officer.agency)
    lines = [
        *(_of_draft(draft) for draft in drafts),
        *_of_procedures(catalogue, officer.agency_id),
        *_aside(catalogue),
    ]
    scope = request.args.get("loc", SCOPES[0])
    searched = request.args.get("tim", "")[:LONGEST_SEARCH]
    return render_template(
        "officer/authoring.html",
        lines=[line for line in lines if _matches(line, scope, searched)],
        counts={one: sum(line.scope == one for line in lines) for one in SCOPES[1:]},
        total=len(lines),
        scope=scope,
        searched=searched,
    )


def _matches(line: Line, scope: str, searched: str) -> bool:
    key = search_key(f"{line.title} {line.about}")
    in_scope = scope not in SCOPES[1:] or line.scope == scope
    return in_scope and all(word in key for word in search_key(searched).split())


def _of_draft(draft: ProcedureDraft) -> Line:
    waits = draft.state == State.AWAITING_APPROVAL
    endpoint = ".approval" if waits else ".draft"
    node = _node(draft.text)
    about = " · ".join(
        str(node[key]) for key in ("code", "version") if node and node.get(key) is not None
    )
    return Line(
        "drafts",
        title_of(node, draft),
        about,
        _("Chờ duyệt") if waits else _("Bị trả lại") if draft.note else _("Đang soạn"),
        "waiting" if waits else "working",
        href=url_for(endpoint, draft_id=draft.id),
        changed=draft.changed_at,
    )


def _node(text: str) -> CommentedMap | None:
    try:
        return document.parse(text)
    except NotReadable:
        return None


def _of_procedures(catalogue: Catalogue, agency_id: int) -> Iterator[Line]:
    """List what everybody or this agency has; what belongs to another agency stays there."""
    on = today()
    for procedure in catalogue.procedures:
        owner = catalogue.owner(procedure)
        if owner not in {None, agency_id}:
            continue
        status, tone = _status(procedure, catalogue, on)
        yield Line(
            "own" if owner else "shipped",
            words(procedure.title),
            _("%(code)s · phiên bản %(version)s", code=procedure.code, version=procedure.version),
            status,
            tone,
            copy=url_for(".begin_procedure", tu=beginning.named(procedure)),
        )


def _status(procedure: Procedure, catalogue: Catalogue, on: date) -> tuple[str, str]:
    if not procedure.published:
        return _("Chưa cho nộp"), "neutral"
    if procedure.effective_from > on:
        return _("Sẽ có hiệu lực"), "info"
    if procedure in catalogue.current(on):
        return _("Đang có hiệu lực"), "done"
    return _("Hết hiệu lực"), "stopped"


def _aside(catalogue: Catalogue) -> Iterator[Line]:
    """List the documents that do not run, each with every reason."""
    for found in publishing.quarantined(catalogue):
        reasons = tuple(
            f"{words(fault_words.what(fault.what))}. {words(fault_words.mend(fault.mend))}"
            for fault in found.faults
        )
        yield Line("aside", found.path.name, "", _("Bị để riêng"), "stopped", faults=reasons)
