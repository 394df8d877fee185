"""One page of a file: what is painted over on it, and how it would be handed on."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.audit import trail
from services.dossiers.actions import Case
from services.redaction import desk, entries, originals, painting
from services.redaction.boxes import Box, NoBox
from services.redaction.desk import Table
from services.redaction.faults import NotDrawn
from services.redaction.painting import Look
from services.redaction.refusals import TableShut
from services.redaction.work import Sheet, Work
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import redaction_table
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading

UNPROCESSABLE = 422
SIDES = ("left", "top", "width", "height")
LONGEST_NUMBER = 8


@dataclass(frozen=True)
class Place:
    """Which page of which file."""

    number: str
    place: int
    page: int

    @property
    def address(self) -> str:
        return url_for(
            "officer.redaction_page", number=self.number, place=self.place, page=self.page
        )

    def sheet(self, work: Work) -> Sheet:
        """Give the file; there is no such page where it cannot be drawn."""
        if not 1 <= self.place <= len(work.sheets):
            abort(404)
        sheet = work.sheets[self.place - 1]
        if not 1 <= self.page <= sheet.pages:
            abort(404)
        return sheet


@blueprint.get("/ho-so/<number>/luoc-bo/tep/<int:place>/<int:page>")
def redaction_page(number: str, place: int, page: int) -> ResponseReturnValue:
    return _page(Place(number, place, page), "")


@blueprint.post("/ho-so/<number>/luoc-bo/tep/<int:place>/<int:page>")
def change_redaction_page(number: str, place: int, page: int) -> ResponseReturnValue:
    here = Place(number, place, page)
    try:
        boxes = _posted()
    except NoBox:
        return _page(here, _("Nhập bốn số từ 0 đến 100; rộng và cao lớn hơn 0."))
    try:
        with resources().database.transaction() as session:
            table = redaction_table.spread(session, open_case(session, number))
            work = table.work
            sheet = _changed(here.sheet(work), page, boxes)
            desk.keep(table, work.with_sheet(place, sheet), now=now())
    except TableShut as refused:
        return redaction_table.told(number, refused)
    return redirect(_next(here, sheet))


@blueprint.post("/ho-so/<number>/luoc-bo/tep/<int:place>")
def include_file(number: str, place: int) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            table = redaction_table.spread(session, open_case(session, number))
            sheet = Place(number, place, 1).sheet(table.work)
            changed = replace(sheet, taken=request.form.get("do") == "take")
            desk.keep(table, table.work.with_sheet(place, changed), now=now())
    except TableShut as refused:
        return redaction_table.told(number, refused)
    return redirect(redaction_table.overview(number))


def _posted() -> list[Box]:
    """Read the boxes that were drawn, typed or taken from the suggestions.

    Raises:
        NoBox: the typed one is none.

    """
    deed, form = request.form.get("do", ""), request.form
    sent = form.getlist("drawn")
    if deed == "add":
        sent.append(",".join(_number(form.get(side, "")) for side in SIDES))
    elif deed == "found":
        sent += form.getlist("found")
    elif deed == "all":
        sent += form.getlist("offered")
    return [Box.written(text) for text in sent]


def _number(typed: str) -> str:
    return typed.strip().replace(",", ".")[:LONGEST_NUMBER]


def _changed(sheet: Sheet, page: int, boxes: list[Box]) -> Sheet:
    deed, kept = request.form.get("do", ""), sheet.on(page)
    if deed.startswith("remove:"):
        kept = tuple(box for at, box in enumerate(kept) if deed != f"remove:{at}")
    changed = sheet.with_boxes(page, (*kept, *boxes))
    if deed == "looked" and changed == sheet:
        return replace(sheet, looked=sheet.looked | {page})
    if deed == "looked":
        flash(_("Các ô vừa vẽ đã được che. Hãy xem lại trang này."), "warning")
    return changed


def _next(here: Place, sheet: Sheet) -> str:
    """Lead on to what was not looked at, or stay while there is something to do here."""
    if here.page not in sheet.looked or request.form.get("do") != "looked":
        return here.address
    later = [page for page in sheet.unseen if page > here.page] or sheet.unseen
    if later:
        return replace(here, page=later[0]).address
    return redaction_table.overview(here.number)


def _page(here: Place, error: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            case = open_case(session, here.number)
            table = redaction_table.spread(session, case)
            shown = heading(session, case)
    except TableShut as refused:
        return redaction_table.told(here.number, refused)
    sheet = here.sheet(table.work)
    _enter(case, table, sheet, here)
    look, fault = _look(table.work, sheet, here.page)
    page = render_template(
        "officer/redaction_page.html",
        **shown,
        here=here,
        sheet=sheet,
        boxes=sheet.on(here.page),
        look=look,
        picture=b64encode(look.picture).decode() if look else "",
        fault=fault,
        error=error,
        typed=_typed() if error else {},
    )
    return page, UNPROCESSABLE if error else 200


def _typed() -> Mapping[str, str]:
    return {side: request.form.get(side, "")[:LONGEST_NUMBER] for side in SIDES}


def _look(work: Work, sheet: Sheet, page: int) -> tuple[Look | None, str]:
    try:
        original = originals.content(resources().objects, sheet)
        return painting.look(original, page, sheet.on(page), work.wanted), ""
    except NotDrawn as refused:
        return None, words(refused.told)


def _enter(case: Case, table: Table, sheet: Sheet, here: Place) -> None:
    """Enter it before the page is seen: it may show what is not painted over yet."""
    told = {"redaction": table.row.id, "file": sheet.id, "page": here.page}
    note = entries.note(entries.LOOK, me(), case.dossier, **told)
    trail.enter_apart(resources().database, note, now=now())
