"""The page on which an identity is open: drawn anew each time, kept nowhere, and closed again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.access_requests import deciding, parts, reading
from services.access_requests.reading import Keeper, Section, Shown
from services.access_requests.refusals import AccessRefused, NoGrant
from services.custody.refusals import (
    CustodianAway,
    CustodyRefusal,
    KeySealed,
    NotApproved,
    TooManyOpenings,
)
from services.dossiers.actions import Case
from services.files.models import StoredFile
from services.web.context import now, resources
from services.web.formatting import size
from services.web.languages import words
from services.web.officer import identity_form, talk_page
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading

# Whoever reads looks away and comes back.
MINUTES = 15
CONFLICT, GONE, TOO_MANY, AWAY = 409, 410, 429, 503
STATUS: Mapping[type[Exception], int] = {
    NoGrant: GONE,
    NotApproved: GONE,
    KeySealed: AWAY,
    CustodianAway: AWAY,
    TooManyOpenings: TOO_MANY,
}
# Of a permission that is not in force nothing is told, not even whether there was one.
SAME_WORDS = frozenset({NoGrant, NotApproved})


@blueprint.get("/ho-so/<number>/danh-tinh/<int:request_id>")
@needs_confirmation(MINUTES)
def opened_identity(number: str, request_id: int) -> ResponseReturnValue:
    keeper = Keeper(resources().custodian, resources().database)
    with resources().database.transaction() as session:
        case = open_case(session, number)
        try:
            shown = reading.read(session, keeper, me(), case.dossier, request_id, now=now())
        except (AccessRefused, CustodyRefusal) as refusal:
            return closed_page(session, case, refusal)
        return _unkept(_opened(session, case, shown), shown.request.expires_at, number)


@blueprint.post("/ho-so/<number>/danh-tinh/<int:request_id>/dong")
def close_identity(number: str, request_id: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            dossier = open_case(session, number).dossier
            deciding.close(session, me(), dossier, request_id, now=now())
    except NoGrant as refusal:
        flash(words(refusal.told), "warning")
    else:
        flash(_("Đã đóng. Muốn xem lại, bạn cần một lý do mới."), "success")
    answer = make_response(redirect(_dossier_page(number)))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _opened(session: Session, case: Case, shown: Shown) -> str:
    return render_template(
        "officer/identity_opened.html",
        **heading(session, case),
        grant=shown.request,
        said=[
            talk_page.opened_entry(case.dossier, shown.request.id, one) for one in shown.messages
        ],
        sections=[_drawn(section, shown.names) for section in shown.sections],
        parts=[parts.NAMES[part] for part in parts.known(shown.request.scope)],
        files=[_entry(case, shown, stored) for stored in shown.files],
    )


def _entry(case: Case, shown: Shown, stored: StoredFile) -> dict[str, str]:
    href = url_for(
        "officer.opened_file",
        number=case.dossier.number,
        request_id=shown.request.id,
        file_id=stored.id,
    )
    return {"name": stored.shown_name, "about": size(stored.size), "href": href}


def _drawn(section: Section, names: Mapping[str, str]) -> dict[str, Any]:
    rows = [
        {
            "label": words(Text(**row["label"])),
            "value": [names.get(file, _("Tệp không tên")) for file in row["files"]]
            or [words(Text(**line)) for line in row["value"]],
        }
        for row in section.rows
    ]
    return {"title": words(Text(**section.title)), "rows": rows}


def closed_page(session: Session, case: Case, refusal: Exception) -> ResponseReturnValue:
    """Say that it is not open, and what to do."""
    kind = type(refusal)
    told = NoGrant.told if kind in SAME_WORDS else getattr(refusal, "told", AccessRefused.told)
    status = STATUS.get(kind, CONFLICT)
    page = render_template(
        "officer/identity_closed.html",
        **heading(session, case),
        told=words(told),
        custody=identity_form.custody_of(case.dossier.id) if status == AWAY else None,
    )
    return page, status


def _unkept(page: str, until: datetime | None, number: str) -> Response:
    """Let no cache keep the page, and let the browser leave it when the time is over."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store, private"
    if until:
        left = max(1, round((until - now()).total_seconds()))
        answer.headers["Refresh"] = f"{left}; url={_dossier_page(number)}"
    return answer


def _dossier_page(number: str) -> str:
    return url_for("officer.dossier", number=number)
