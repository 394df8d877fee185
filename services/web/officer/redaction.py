"""A redacted copy in the making: what is to be looked at, and the press that issues it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.access_requests import asking
from services.access_requests.reading import Keeper
from services.custody.refusals import CustodyRefusal
from services.dossiers.actions import Case
from services.policy import check
from services.policy.table import Action
from services.redaction import desk, issuing, reading
from services.redaction.desk import Table
from services.redaction.faults import NotDrawn
from services.redaction.issuing import Burned
from services.redaction.models import Redaction
from services.redaction.refusals import RedactionRefused, TableShut
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import redaction_table
from services.web.officer.desk import blueprint, me, open_case
from services.web.officer.dossier import heading


@blueprint.get("/ho-so/<number>/luoc-bo")
def redaction(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        case = _case(session, number)
        if not asking.is_sealed(session, case.dossier):
            return redirect(url_for("officer.dossier", number=number))
        try:
            table = redaction_table.spread(session, case)
        except TableShut:
            return _shut_page(session, case)
        return render_template(
            "officer/redaction.html",
            **heading(session, case),
            work=table.work,
            versions=reading.versions(session, case.dossier),
        )


@blueprint.post("/ho-so/<number>/luoc-bo")
def begin_redaction(number: str) -> ResponseReturnValue:
    keeper = Keeper(resources().custodian, resources().database)
    try:
        with resources().database.transaction() as session:
            dossier = _case(session, number).dossier
            handle = desk.begin(session, keeper, resources().objects, me(), dossier, now=now())
    except (RedactionRefused, CustodyRefusal) as refused:
        flash(words(refused.told), "warning")
    else:
        redaction_table.hold(handle)
    return redirect(redaction_table.overview(number))


@blueprint.post("/ho-so/<number>/luoc-bo/huy")
def discard_redaction(number: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            case = _case(session, number)
            table = redaction_table.spread(session, case)
            desk.discard(session, me(), case.dossier, table, now=now())
    except RedactionRefused as refused:
        return redaction_table.told(number, refused)
    redaction_table.let_go()
    flash(_("Đã hủy bản đang làm."), "success")
    return redirect(redaction_table.overview(number))


@blueprint.post("/ho-so/<number>/luoc-bo/phat-hanh")
def issue_redaction(number: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            table = redaction_table.spread(session, _case(session, number))
        issuing.checked(table.work, confirmed=bool(request.form.get("looked")))
        burned = issuing.burn(resources().objects, resources().copy_keys, table)
        issued = _issued(number, burned)
    except (RedactionRefused, NotDrawn) as refused:
        flash(words(refused.told), "warning")
        return redirect(redaction_table.overview(number))
    redaction_table.let_go()
    flash(_("Đã phát hành bản lược bỏ số %(version)s.", version=issued.version), "success")
    return redirect(url_for("officer.redacted", number=number))


def _issued(number: str, burned: Burned) -> Redaction:
    try:
        with resources().database.transaction() as session:
            case = _case(session, number)
            table: Table = redaction_table.spread(session, case)
            return issuing.issue(session, me(), case.dossier, table, burned, now=now())
    except Exception:
        issuing.forget(resources().objects, burned)
        raise


def _case(session: Session, number: str) -> Case:
    case = open_case(session, number)
    check.require(me(), Action.REDACT, case.dossier)
    return case


def _shut_page(session: Session, case: Case) -> str:
    live = asking.live(session, me(), case.dossier, now=now())
    return render_template(
        "officer/redaction_shut.html",
        **heading(session, case),
        is_open=bool(live and live.expires_at),
        versions=reading.versions(session, case.dossier),
    )
