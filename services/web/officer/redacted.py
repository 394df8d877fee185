"""The redacted copy, for whoever verifies; and taking back one that shows too much."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.audit import trail
from services.audit.trail import Outcome
from services.dossiers.actions import Case
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action
from services.redaction import entries, issuing, reading
from services.redaction.models import RedactedFile
from services.redaction.reading import Copy
from services.redaction.refusals import CopyMissing
from services.web import audited, unsealed_files
from services.web.context import now, resources
from services.web.downloads import PDF, POLICY, disposition
from services.web.formatting import size
from services.web.languages import words
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading
from services.web.officer.redaction_text import drawn

EXTENSIONS = {PDF: ".pdf", "image/jpeg": ".jpg"}


@blueprint.get("/ho-so/<number>/ban-luoc-bo")
def redacted(number: str) -> ResponseReturnValue:
    return _shown(number, None)


@blueprint.get("/ho-so/<number>/ban-luoc-bo/<int:version>")
def redacted_version(number: str, version: int) -> ResponseReturnValue:
    return _shown(number, version)


@blueprint.get("/ho-so/<number>/ban-luoc-bo/<int:version>/<int:place>")
def redacted_file(number: str, version: int, place: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            dossier = open_case(session, number).dossier
            copy = _opened(session, dossier, version)
            kept, content = reading.content(resources().objects, copy, place)
    except CopyMissing as refused:
        return _missing(number, refused)
    found = unsealed_files.begun(dossier, content)
    _enter(entries.FETCH, dossier, copy, place=place)
    response = Response(found, content_type=kept.content_type)
    response.content_length = kept.size
    response.headers["Content-Disposition"] = disposition(_name(dossier, copy, kept))
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store, private"
    return response


@blueprint.post("/ho-so/<number>/ban-luoc-bo/<int:version>/thu-hoi")
def recall_redacted(number: str, version: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            dossier = open_case(session, number).dossier
            issuing.recall(session, me(), dossier, version, now=now())
    except CopyMissing as refused:
        return _missing(number, refused)
    flash(_("Đã thu hồi. Từ bây giờ không ai đọc được bản này."), "success")
    return redirect(url_for(".redaction", number=number))


def _shown(number: str, version: int | None) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            case = open_case(session, number)
            copy = _opened(session, case.dossier, version)
            page = _page(session, case, copy)
    except CopyMissing as refused:
        return _missing(number, refused)
    _enter(entries.READ, case.dossier, copy)
    answer = Response(page)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _opened(session: Session, dossier: Dossier, version: int | None) -> Copy:
    """Open a copy; who asks for one that is not theirs is entered."""
    try:
        return reading.read(session, resources().copy_keys, me(), dossier, version)
    except CopyMissing:
        audited.note(
            entries.READ,
            "dossier",
            dossier.number,
            agency_id=dossier.agency_id,
            outcome=Outcome.DENIED,
            reason="missing",
        )
        raise


def _page(session: Session, case: Case, copy: Copy) -> str:
    files = [
        {
            "name": _("Tệp %(place)s", place=kept.place),
            "about": _("%(pages)s trang, %(size)s", pages=kept.pages, size=size(kept.size)),
            "href": url_for(
                ".redacted_file",
                number=case.dossier.number,
                version=copy.row.version,
                place=kept.place,
            ),
        }
        for kept in copy.row.files
    ]
    return render_template(
        "officer/redacted.html",
        **heading(session, case),
        copy=copy.row,
        sections=drawn(list(copy.sections)),
        files=files,
        may_redact=bool(check.allowed(me(), Action.REDACT, case.dossier)),
    )


def _enter(action: str, dossier: Dossier, copy: Copy, **more: int) -> None:
    facts = {"redaction": copy.row.id, "version": copy.row.version, **more}
    note = entries.note(action, me(), dossier, **facts)
    trail.enter_apart(resources().database, note, now=now())


def _name(dossier: Dossier, copy: Copy, kept: RedactedFile) -> str:
    ending = EXTENSIONS.get(kept.content_type, "")
    return f"{dossier.number}-luoc-bo-{copy.row.version}-{kept.place}{ending}"


def _missing(number: str, refused: CopyMissing) -> ResponseReturnValue:
    flash(words(refused.told), "warning")
    return redirect(url_for(".dossier", number=number))
