"""“Hồ sơ của tôi”: what somebody filed while signed in, opened without the access code."""

from dataclasses import replace
from enum import StrEnum
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.audit.trail import Outcome
from services.citizens import dossiers
from services.citizens.dossiers import MOST_PAGES, Order, Shown, Wish
from services.dossiers.look_up import DossierMissing
from services.dossiers.models import Dossier
from services.web import audited
from services.web.citizen import dossier_page, own_account, visit
from services.web.citizen.own_account import me
from services.web.context import now, resources

SHOWN, ORDER, PAGE = "loc", "sap-xep", "trang"
OPENED = "dossier.open_by_account"
DIGITS = 4

blueprint = Blueprint("my_dossiers", __name__)
own_account.redirect_refusals(blueprint)

Chosen = TypeVar("Chosen", bound=StrEnum)


@blueprint.get("/ho-so-cua-toi")
def index() -> ResponseReturnValue:
    account_id, wish = me().account_id, _wish()
    with resources().database.transaction() as session:
        found = dossiers.listed(session, account_id, wish)
        if wish.page > found.pages:
            return redirect(_address(replace(wish, page=found.pages)))
        rows = [_row(dossier) for dossier in found.dossiers]
    earlier = _address(replace(wish, page=wish.page - 1)) if wish.page > 1 else ""
    later = _address(replace(wish, page=wish.page + 1)) if wish.page < found.pages else ""
    return render_template(
        "citizen/my_dossiers.html", rows=rows, found=found, wish=wish, earlier=earlier, later=later
    )


@blueprint.post("/ho-so-cua-toi/<number>/mo")
def show(number: str) -> ResponseReturnValue:
    """Open a dossier of the own list as its code would open it."""
    account_id = me().account_id
    try:
        with resources().database.transaction() as session:
            dossier = dossiers.own(session, account_id, number)
    except DossierMissing:
        denied = {"outcome": Outcome.DENIED, "reason": "not of this account"}
        audited.note(OPENED, "dossier", "", **denied)
        raise
    audited.note(OPENED, "dossier", dossier.number, agency_id=dossier.agency_id)
    visit.open_dossier(dossier.id, now=now())
    return redirect(url_for("follow_up.show"), HTTPStatus.SEE_OTHER)


def _row(dossier: Dossier) -> dict[str, Any]:
    case = dossier_page.case_of(dossier)
    return {
        "dossier": dossier,
        "title": case.procedure.title,
        "agency": dossier.agency.name,
        "state": case.workflow.state(dossier.state),
    }


def _wish() -> Wish:
    page = request.args.get(PAGE, "1")
    is_number = page.isascii() and page.isdecimal() and len(page) <= DIGITS
    return Wish(
        _chosen(Shown, SHOWN, Shown.ALL),
        _chosen(Order, ORDER, Order.NEWEST),
        min(max(int(page), 1), MOST_PAGES) if is_number else 1,
    )


def _chosen(kind: type[Chosen], name: str, default: Chosen) -> Chosen:
    """Read a choice; what is none counts as not chosen."""
    given = request.args.get(name, "")
    return kind(given) if given in set(kind) else default


def _address(wish: Wish) -> str:
    asked = {SHOWN: wish.shown.value, ORDER: wish.order.value, PAGE: wish.page}
    return url_for("my_dossiers.index", **asked)  # type: ignore[arg-type]
