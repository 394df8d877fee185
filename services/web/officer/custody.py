"""Custody at a glance: which keys there are, whether they still open, and the button that seals."""

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.access_requests import parts
from services.accounts.models import Officer
from services.custody import events, keys, notices, overview, permissions
from services.custody.events import Happening
from services.custody.notices import Notices
from services.custody.refusals import CustodyRefusal
from services.policy.table import Action
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import custody_page
from services.web.officer.custody_page import look, own_keys
from services.web.officer.desk import blueprint, may, me

EVENTS = 15
LARGEST = 18
HAPPENED = {
    Happening.PLANNED: lazy_gettext("Bắt đầu lập khóa mới"),
    Happening.CANCELLED: lazy_gettext("Hủy lần lập khóa"),
    Happening.MADE: lazy_gettext("Lập xong khóa"),
    Happening.UNLOCKED: lazy_gettext("Mở khóa"),
    Happening.SEALED: lazy_gettext("Niêm phong khóa"),
    Happening.REHEARSED: lazy_gettext("Diễn tập"),
    Happening.REFUSED: lazy_gettext("Từ chối mở một hồ sơ"),
    Happening.OPENED: lazy_gettext("Mở danh tính của một hồ sơ"),
    Happening.ROTATING: lazy_gettext("Bắt đầu chuyển hồ sơ sang khóa mới"),
    Happening.RETIRED: lazy_gettext("Khóa cũ thôi dùng"),
    Happening.RECOVERED: lazy_gettext("Đặt lại cụm mật khẩu bằng bản ghi"),
}

log = structlog.get_logger(__name__)


@blueprint.get("/giu-khoa")
def custody() -> ResponseReturnValue:
    looked = look()
    with resources().database.transaction() as session:
        own = own_keys(session)
        reminder = overview.Reminder(now(), resources().settings.custody.rehearsal_days)
        views = overview.of(session, own, looked.seen, reminder)
        above = None if own else keys.nearest(session, me().agency_id)
        happened = events.latest(session, [key.id for key in own], EVENTS)
        told = notices.of_holder(session, me().id) if may(Action.HOLD_KEYS) else None
        people = {**_people(session, looked), **_named(session, told)}
        ceremony = looked.ceremony(me().agency_id)
        return render_template(
            "officer/custody.html",
            views=views,
            above=above,
            away=looked.away,
            ceremony=ceremony,
            people=people,
            me=me(),
            may_plan=may(Action.HOLD_KEYS) and permissions.may_plan(me(), own),
            may_cancel=bool(ceremony and permissions.may_cancel(me(), ceremony, own)),
            reminder=reminder,
            happened=happened,
            told=told,
            scopes=parts,
            titles=HAPPENED,
        )


@blueprint.post("/giu-khoa/<int:key_id>/niem-phong")
def seal_key(key_id: int) -> ResponseReturnValue:
    """Seal at once: no password is asked, for this harms nobody and may be urgent."""
    with resources().database.transaction() as session:
        found = next((key for key in own_keys(session) if key.id == key_id), None)
        if found is None:
            abort(404)
        if not permissions.may_seal(me(), found):
            abort(403)
    try:
        resources().custodian.seal(key_id, by=me().id)
    except CustodyRefusal as refusal:
        flash(words(refusal.told), "error")
    else:
        flash(_("Khóa đã được niêm phong."), "success")
    return redirect(url_for(".custody"))


@blueprint.post("/giu-khoa/huy")
def cancel_key() -> ResponseReturnValue:
    ceremony = look().ceremony(me().agency_id)
    with resources().database.transaction() as session:
        own = own_keys(session)
    if ceremony is None:
        return redirect(url_for(".custody"))
    if not permissions.may_cancel(me(), ceremony, own):
        abort(403)
    try:
        resources().custodian.cancel(me().agency_id, by=me().id)
    except CustodyRefusal as refusal:
        flash(words(refusal.told), "error")
    else:
        flash(_("Đã hủy lần lập khóa. Không có gì thay đổi."), "success")
    return redirect(url_for(".custody"))


@blueprint.post("/giu-khoa/da-xem")
def seen_notices() -> ResponseReturnValue:
    """Mark what was opened as seen, up to the newest line that the page showed."""
    newest = request.form.get("newest", "")
    if newest.isdecimal() and len(newest) <= LARGEST:
        with resources().database.transaction() as session:
            notices.mark_seen(session, me().id, int(newest))
    return redirect(url_for(".custody"))


def _named(session: Session, told: Notices | None) -> dict[int, str]:
    """Name who opened something and who approved it, whichever agency they work in."""
    openings = told.openings if told else ()
    ids = {one.officer_id for one in openings} | {one.detail.get("approver") for one in openings}
    found = select(Officer.id, Officer.full_name).where(Officer.id.in_(ids - {None}))
    return dict(session.execute(found).all())


def _people(session: Session, looked: custody_page.Look) -> dict[int, str]:
    """Name the officers whom a making of a key or a given share mentions."""
    named = {
        share for one in looked.seen.get("ceremonies", {}).values() for share in one["holders"]
    }
    for key in looked.seen.get("keys", {}).values():
        named |= {holder for holders in key["given"].values() for holder in holders}
    found = (session.get(Officer, officer_id) for officer_id in named)
    return {officer.id: officer.full_name for officer in found if officer}
