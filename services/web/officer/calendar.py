"""The working calendar of a year: the days off and the swapped days, each with its source."""

from collections.abc import Mapping
from datetime import date

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.text import Text
from services.deadlines import calendar as days
from services.deadlines import day_entry
from services.deadlines.day_entry import DayInvalid
from services.deadlines.models import CalendarDay
from services.web.context import resources, today
from services.web.officer import calendar_form
from services.web.officer.desk import blueprint, me

# The calendar is one for the whole installation: communes read it, others may change it.
EDITING_LEVELS = frozenset({"ministry", "province"})
UNPROCESSABLE = 422
NO_ERRORS: Mapping[str, Text] = {}

log = structlog.get_logger(__name__)


@blueprint.get("/lich")
def calendar() -> ResponseReturnValue:
    return _page(_year(), {})


@blueprint.post("/lich")
def add_day() -> ResponseReturnValue:
    _require_editor()
    try:
        entered = day_entry.checked(request.form)
    except DayInvalid as invalid:
        return _page(_year(), request.form, invalid.errors), UNPROCESSABLE
    return _put(entered)


@blueprint.get("/lich/<iso>")
def change_day(iso: str) -> ResponseReturnValue:
    _require_editor()
    row = _found(iso)
    return _change_page(row, calendar_form.of_day(row))


@blueprint.post("/lich/<iso>")
def save_day(iso: str) -> ResponseReturnValue:
    _require_editor()
    row = _found(iso)
    # The day itself is the key and stays; another day is another entry.
    given = {**request.form.to_dict(), **calendar_form.parts(row.day)}
    try:
        entered = day_entry.checked(given)
    except DayInvalid as invalid:
        return _change_page(row, given, invalid.errors), UNPROCESSABLE
    return _put(entered)


@blueprint.post("/lich/<iso>/xoa")
def remove_day(iso: str) -> ResponseReturnValue:
    _require_editor()
    row = _found(iso)
    with resources().database.transaction() as session:
        days.remove(session, row.day)
    log.info("calendar day removed", day=row.day.isoformat(), officer=me().id)
    flash(_("Đã bỏ ngày này khỏi lịch."), "success")
    return redirect(url_for(".calendar", nam=row.day.year))


def _put(entered: days.ExceptionalDay) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        days.put(session, entered)
    log.info("calendar day set", day=entered.day.isoformat(), kind=entered.kind, officer=me().id)
    flash(_("Đã ghi vào lịch."), "success")
    return redirect(url_for(".calendar", nam=entered.day.year))


def _page(year: int, given: Mapping[str, str], errors: Mapping[str, Text] = NO_ERRORS) -> str:
    with resources().database.transaction() as session:
        listed = days.listed(session, year)
    controls = calendar_form.controls(given, errors)
    return render_template(
        "officer/calendar.html",
        year=year,
        days=listed,
        kinds=day_entry.KINDS,
        weekdays=calendar_form.WEEKDAYS,
        may_edit=_may_edit(),
        controls=controls,
        errors=calendar_form.summary(controls),
    )


def _change_page(
    row: CalendarDay, given: Mapping[str, str], errors: Mapping[str, Text] = NO_ERRORS
) -> str:
    controls = calendar_form.controls(given, errors)[1:]
    return render_template(
        "officer/calendar_day.html",
        row=row,
        controls=controls,
        errors=calendar_form.summary(controls, errors),
    )


def _found(iso: str) -> CalendarDay:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        abort(404)
    with resources().database.transaction() as session:
        row = days.find(session, day)
    if row is None:
        abort(404)
    return row


def _year() -> int:
    year = request.args.get("nam", today().year, int)
    return year if day_entry.FIRST_YEAR <= year <= day_entry.LAST_YEAR else today().year


def _may_edit() -> bool:
    return me().agency.level in EDITING_LEVELS


def _require_editor() -> None:
    if not _may_edit():
        abort(403)
