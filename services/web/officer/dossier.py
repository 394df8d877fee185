"""One dossier: what was filed, what happened, what is owed, what can be done now."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.deadlines import calendar
from services.documents import shelf as documents
from services.dossiers.actions import Case
from services.dossiers.models import Dossier
from services.files import kinds
from services.files import shelf as files
from services.files.models import Purpose, StoredFile
from services.messages import conversation
from services.messages.models import Side
from services.policy import check
from services.policy.table import Action
from services.web import audited
from services.web.context import resources, today
from services.web.document_titles import title
from services.web.downloads import document_entry, link
from services.web.languages import words
from services.web.officer import (
    assigning,
    identity_box,
    listing,
    privacy_hold,
    redacted_box,
    told,
    why_due,
)
from services.web.officer.desk import blueprint, may, me, open_case

EXTENSIONS = {kind.content_type: kind.extension.removeprefix(".").upper() for kind in kinds.TAKEN}


@blueprint.get("/ho-so/<number>")
def dossier(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        case = open_case(session, number)
        audited.note(Action.READ.value, "dossier", case.dossier.number)
        shown = summary(session, case)
        return render_template("officer/dossier.html", **shown)


def summary(session: Session, case: Case) -> dict[str, Any]:
    """Gather all that the page of a dossier says."""
    stored = files.of_dossier(session, case.dossier.id)
    identity = identity_box.box(session, case)
    is_sealed = identity is not None
    return {
        **heading(session, case),
        "identity": identity,
        "talk": _talk(session, case.dossier),
        "redacted": redacted_box.box(session, case),
        "allowed": case.allowed("officer") if may(Action.HANDLE) else (),
        "limitation": _limitation(case.dossier),
        **assigning.offered(session, case.dossier),
        **privacy_hold.offered(session, case.dossier),
        "why": why_due.explained(session, case),
        "sections": tuple(_sections(case.dossier, stored, is_sealed=is_sealed)),
        "files": tuple(_files(case.dossier, stored)),
        "documents": [
            document_entry(one, case.procedure)
            for one in documents.issued(session, case.dossier.id)
        ],
        "promised": [
            title(one.kind, case.procedure) for one in documents.promised(session, case.dossier.id)
        ],
        "history": told.history(case, stored),
    }


def heading(session: Session, case: Case) -> dict[str, Any]:
    """Gather what stands above every page about one dossier."""
    worked = calendar.read(session)
    return {
        "dossier": case.dossier,
        "procedure": case.procedure,
        "state": case.workflow.state(case.dossier.state),
        "days": listing.days_left(case.dossier, today=today(), calendar=worked),
    }


def _talk(session: Session, dossier: Dossier) -> dict[str, int] | None:
    """Tell how many messages there are and are new, to whoever may read them."""
    if not check.allowed(me(), Action.READ_MESSAGES, dossier):
        return None
    new = conversation.unread(session, [dossier.id], Side.OFFICER).get(dossier.id, 0)
    return {"count": conversation.count(session, dossier.id), "new": new}


def _limitation(dossier: Dossier) -> dict[str, Any]:
    """Give the sum that was kept when the dossier was filed, in the reader's language."""
    kept: dict[str, Any] = dossier.frozen.get("limitation", {})
    return kept and {**kept, "lines": [_said(line) for line in kept["lines"]]}


def _sections(
    dossier: Dossier, stored: Sequence[StoredFile], *, is_sealed: bool
) -> Iterator[dict[str, Any]]:
    """Give the answers as the applicant saw them; files by their names."""
    names = {str(one.id): one.name for one in stored}
    for section in dossier.frozen["sections"]:
        rows = [
            {"label": _said(row["label"]), "value": _value(row, names, is_sealed=is_sealed)}
            for row in section["rows"]
        ]
        yield {"title": _said(section["title"]), "rows": rows}


def _value(row: dict[str, Any], names: dict[str, str], *, is_sealed: bool) -> list[str]:
    """Show a row; what names a protected person is never shown here, whatever the row holds."""
    if is_sealed and row.get("identity"):
        return [_("Được niêm phong")]
    return [names[file] for file in row["files"] if file in names] or [
        _said(line) for line in row["value"]
    ]


def _files(dossier: Dossier, stored: Sequence[StoredFile]) -> Iterator[dict[str, Any]]:
    """List the files of the dossier with their questions; those of messages stand there."""
    questions = {
        file: _said(row["label"])
        for section in dossier.frozen["sections"]
        for row in section["rows"]
        for file in row["files"]
    }
    for one in stored:
        if one.purpose == Purpose.MESSAGE:
            continue
        yield {
            "stored": one,
            "question": questions.get(str(one.id), ""),
            "kind": EXTENSIONS.get(one.content_type, one.content_type),
            "href": "" if one.is_sealed else link("file", one.id),
        }


def _said(both: dict[str, str]) -> str:
    return words(Text(**both))
