"""The inbox: what the agency owes, nearest date first."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.deadlines import calendar
from services.dossiers import inbox as dossiers
from services.dossiers import look_up
from services.dossiers.filters import Scope
from services.messages import conversation
from services.messages.models import Side
from services.policy.table import Action
from services.web import audited
from services.web.context import resources, today
from services.web.officer import listing
from services.web.officer.desk import blueprint, me

COUNTED_SCOPES = (Scope.OPEN, Scope.LATE, Scope.NEWS)


@blueprint.get("/", strict_slashes=False)
def inbox() -> ResponseReturnValue:
    filters, cursor = listing.read(request.args)
    agency, day = me().agency_id, today()
    with resources().database.transaction() as session:
        if _is_number(session, filters.search):
            return redirect(url_for(".dossier", number=filters.search.upper()))
        page = dossiers.page(session, agency, filters, today=day, cursor=cursor)
        news = conversation.unread(session, [row.id for row in page.rows], Side.OFFICER)
        counts = _counts(session)
        worked = calendar.read(session)
    if filters.search:
        # What was typed may be a name: it is not kept, how much it found is.
        audited.note(Action.LIST.value, "inbox", "", facts={"shown": len(page.rows)})
    return render_template(
        "officer/inbox.html",
        filters=filters,
        page=page,
        rows=tuple(listing.rows(page.rows, today=day, calendar=worked, news=news)),
        counts=counts,
        listing=listing,
        states=listing.states(resources().catalogue),
        procedures=listing.procedures(resources().catalogue),
    )


def _is_number(session: Session, search: str) -> bool:
    """Whether somebody typed the whole number of one of the agency's dossiers."""
    if not search or " " in search:
        return False
    try:
        look_up.in_agency(session, me().agency_id, search.upper())
    except look_up.DossierMissing:
        return False
    return True


def _counts(session: Session) -> dict[Scope, str]:
    """Count what is open, what is late and where somebody wrote, whatever is filtered."""
    return {
        scope: listing.counted(dossiers.count(session, me().agency_id, scope, today=today()))
        for scope in COUNTED_SCOPES
    }
