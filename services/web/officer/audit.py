"""The auditor's page: what was done, tried and read in the agency, and the same as a file."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing

from flask import Response, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.audit import search
from services.audit.search import Place, Wanted
from services.policy.table import Action
from services.web import audited
from services.web.context import resources, today
from services.web.languages import words
from services.web.officer import audit_file, audit_form
from services.web.officer.audit_form import Asked
from services.web.officer.desk import blueprint, may, me
from storage.scope import SERVICE, Scope, of_agency

UNPROCESSABLE = 422


@blueprint.get("/kiem-toan")
def audit() -> ResponseReturnValue:
    asked = audit_form.read(request.args, me())
    after = audit_form.place(request.args.get("trang", ""))
    with _reading() as session:
        rows, later = ((), None) if asked.errors else search.page(session, asked.wanted, after)
        shown = {
            "rows": rows,
            "names": search.names(session, rows),
            "officers": _colleagues(session),
        }
    audited.note(Action.READ_AUDIT.value, "audit", "", facts={"shown": len(rows)})
    page = render_template(
        "officer/audit.html",
        asked=asked,
        **shown,
        form=audit_form,
        later=_address(asked, later) if later else "",
        first=_address(asked) if after else "",
        may_export=may(Action.EXPORT_AUDIT),
        most=search.MOST_EXPORTED,
        errors=[(key, words(message)) for key, message in asked.errors.items()],
    )
    return page, UNPROCESSABLE if asked.errors else 200


@blueprint.post("/kiem-toan/xuat")
def export_audit() -> ResponseReturnValue:
    """Send the entries that the page shows, with their number limited; the export is entered."""
    asked = audit_form.read(request.form, me())
    if asked.errors:
        return redirect(_address(asked))
    filters = sorted(key for key, value in asked.typed.items() if value)
    audited.note(Action.EXPORT_AUDIT.value, "audit", "", facts={"filters": filters})
    written = _written(asked.wanted, _scope(me()))
    response = Response(stream_with_context(written), content_type="text/csv; charset=utf-8")
    name = f"kiem-toan-{today():%Y%m%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _written(wanted: Wanted, scope: Scope) -> Iterator[str]:
    """Read in a transaction of its own: the file is sent when the request is over for us."""
    with (
        resources().database.transaction(scope) as session,
        closing(search.exported(session, wanted)) as entries,
    ):
        yield from audit_file.lines(entries)


def _reading() -> AbstractContextManager[Session]:
    return resources().database.transaction(_scope(me()))


def _scope(auditor: Officer) -> Scope:
    """Open the entries of no agency to whoever may read them; the question names the agencies."""
    is_wide = len(audit_form.agencies(auditor)) > 1
    return SERVICE if is_wide else of_agency(auditor.agency_id)


def _colleagues(session: Session) -> Sequence[Officer]:
    own = select(Officer).where(Officer.agency_id == me().agency_id)
    return session.scalars(own.order_by(Officer.full_name)).all()


def _address(asked: Asked, after: Place | None = None) -> str:
    given = {key: value for key, value in asked.typed.items() if value}
    if after:
        given["trang"] = str(after)
    return url_for("officer.audit", **given)  # type: ignore[arg-type]
