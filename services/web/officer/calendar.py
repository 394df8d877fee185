"""The working calendar of a year: the days off and the swapped days, each with its source."""

from collections.abc import Mapping
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.audit import trail
from services.audit.trail import Note
from services.deadlines import calendar as days
from services.deadlines import day_entry
from services.deadlines.day_entry import DayInvalid
from services.deadlines.models import CalendarDay
from services.policy.table import Action
from services.web import audited
from services.web.context import now, resources, today
from services.web.officer import calendar_form
from services.web.officer.desk import blueprint, may

UNPROCESSABLE = 422
NO_ERRORS: Mapping[str, Text] = {}


@blueprint.get("/lich")
def calendar() -> ResponseReturnValue:
    return _page(_year(), {})


@blueprint.post("/lich")
def add_day() -> ResponseReturnValue:
    try:
        entered = day_entry.checked(request.form)
    except DayInvalid as invalid:
        return _page(_year(), request.form, invalid.errors), UNPROCESSABLE
    return _put(entered)


@blueprint.get("/lich/<iso>")
def change_day(iso: str) -> ResponseReturnValue:
    row = _found(iso)
    return _change_page(row, calendar_form.of_day(row))


@blueprint.post("/lich/<iso>")
def save_day(iso: str) -> ResponseReturnValue:
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
    row = _found(iso)
    with resources().database.transaction() as session:
        days.remove(session, row.day)
        _note(session, "calendar.remove", row.day)
    flash(_("Đã bỏ ngày này khỏi lịch."), "success")
    return redirect(url_for(".calendar", nam=row.day.year))


def _put(entered: days.ExceptionalDay) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        days.put(session, entered)
        _note(session, Action.CHANGE_CALENDAR.value, entered.day, kind=entered.kind)
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
        may_edit=may(Action.CHANGE_CALENDAR),
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


def _note(session: Session, action: str, day: date, **facts: str) -> None:
    told = Note(action, audited.who(), ("day", day.isoformat()), facts=facts)
    trail.enter(session, told, now=now())
