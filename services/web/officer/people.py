"""The accounts of the own agency and of those below: the list, and a new one."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.accounts import administration, listing
from services.accounts.administration import Deed
from services.accounts.listing import Wanted
from services.accounts.refusals import RolesClash, UsernameTaken
from services.policy.table import Action
from services.web import audited
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import people_form
from services.web.officer.confirming import needs_confirmation
from services.web.officer.desk import blueprint, me
from services.web.officer.people_form import Given

UNPROCESSABLE = 422
FIRST_PASSWORD = "officer/person_password.html"  # noqa: S105 - a template


@blueprint.get("/nguoi-dung")
def people() -> ResponseReturnValue:
    search = request.args.get("tim", "")[: listing.LONGEST].strip()
    chosen = request.args.get("co-quan", "")
    page = max(1, min(request.args.get("trang", 1, int), listing.LAST_PAGE))
    with resources().database.transaction() as session:
        agencies = administration.agencies(session, me())
        ids = tuple(one.id for one in agencies if chosen in {"", one.code})
        officers, more = listing.found(session, Wanted(ids, search, page))
    audited.note(Action.MANAGE_ACCOUNTS.value, "accounts", "", facts={"shown": len(officers)})
    asked = {key: value for key, value in (("tim", search), ("co-quan", chosen)) if value}
    return render_template(
        "officer/people.html",
        officers=officers,
        agencies=agencies,
        chosen=chosen,
        search=search,
        role_names=people_form.role_names,
        before=_address(asked, page - 1) if page > 1 else "",
        after=_address(asked, page + 1) if more else "",
    )


@blueprint.get("/nguoi-dung/them")
@needs_confirmation()
def new_person() -> ResponseReturnValue:
    return _new_page(Given())


@blueprint.post("/nguoi-dung/them")
@needs_confirmation()
def add_person() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        agencies = administration.agencies(session, me())
        given = people_form.read_new(agencies)
        if given.errors:
            return _new_page(given), UNPROCESSABLE
        agency = next(one for one in agencies if one.code == given.agency)
        deed = Deed(audited.who(), now())
        try:
            first = administration.make(session, given.username, agency, given.wish(), deed)
        except UsernameTaken as refusal:
            given.errors["username"] = words(refusal.told)
        except RolesClash as refusal:
            given.errors["roles"] = words(refusal.told)
    if given.errors:
        return _new_page(given), UNPROCESSABLE
    return render_template(
        FIRST_PASSWORD, username=given.username, full_name=given.full_name, password=first
    )


def _new_page(given: Given) -> str:
    with resources().database.transaction() as session:
        agencies = administration.agencies(session, me())
    controls = people_form.controls_of_new(given, agencies)
    return render_template(
        "officer/person_new.html", controls=controls, errors=people_form.summary(controls)
    )


def _address(asked: dict[str, str], page: int) -> str:
    return url_for("officer.people", **asked, trang=page)  # type: ignore[arg-type]
