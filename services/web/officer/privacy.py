"""What people ask about their own data: the agency's list, and the answer to each."""

from datetime import date
from http import HTTPStatus

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.privacy import rights
from services.privacy import queue, requests
from services.privacy.models import DataRequest, RequestState
from services.privacy.queue import Order, Place, Show, Wanted
from services.privacy.requests import Answer, TextFault, TextRefused
from services.retention import keeping, rules
from services.retention.keeping import StillKept
from services.web import audited
from services.web.context import now, resources, today
from services.web.formatting import day as written_day
from services.web.languages import words
from services.web.officer.desk import blueprint, me
from storage.scope import SERVICE

READ = "privacy.read"
DECISION = "decision"
REASON = "reason"
DECISIONS = {
    RequestState.GRANTED.value: RequestState.GRANTED,
    RequestState.REFUSED.value: RequestState.REFUSED,
}
LONGEST = 100
LARGEST = 18
Errors = dict[str, str]


@blueprint.get("/du-lieu-ca-nhan")
def data_requests() -> ResponseReturnValue:
    wanted = _wanted(request.args)
    after = _place(request.args.get("trang", ""))
    with resources().database.transaction() as session:
        rows, later = queue.page(session, wanted, after)
        waiting = queue.count_open(session, wanted.agency_id)
    return render_template(
        "officer/privacy.html",
        wanted=wanted,
        rows=rows,
        waiting=waiting,
        rights=rights.shipped(),
        today=today(),
        later=_address(wanted, later) if later else "",
        first=_address(wanted) if after else "",
    )


@blueprint.get("/du-lieu-ca-nhan/<int:request_id>")
def data_request(request_id: int) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        asked = requests.find(session, _small(request_id), me())
        facts = {"request": asked.id}
        audited.note(READ, "dossier", asked.dossier.number, facts=facts)
        return _page(session, asked, {})


@blueprint.post("/du-lieu-ca-nhan/<int:request_id>")
def answer_data_request(request_id: int) -> ResponseReturnValue:
    """Answer in the scope of the service: a granted deletion hides the dossier from officers."""
    with resources().database.transaction(SERVICE) as session:
        asked = requests.find(session, _small(request_id), me())
        g.asked_for = ("dossier", asked.dossier.number)
        errors = _answer(session, asked)
        if errors:
            return _page(session, asked, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã trả lời yêu cầu."), "success")
    return redirect(url_for(".data_requests"))


def _answer(session: Session, asked: DataRequest) -> Errors:
    decision = DECISIONS.get(request.form.get(DECISION, ""))
    if decision is None:
        return {DECISION: _("Hãy chọn chấp nhận hay không chấp nhận.")}
    seen = request.form.get("revision", "")
    try:
        given = Answer(
            decision=decision,
            reason=request.form.get(REASON, ""),
            seen=int(seen) if seen.isdecimal() and len(seen) <= LARGEST else 0,
            by=me(),
        )
        requests.answer(session, resources().catalogue, asked, given, now=now())
    except TextRefused as refused:
        return {REASON: _text_fault(refused.fault)}
    except StillKept as refused:
        return {DECISION: _kept_words(refused.kept)}
    return {}


def _text_fault(fault: TextFault) -> str:
    told = {
        TextFault.EMPTY: _("Hãy ghi lý do; người yêu cầu sẽ đọc được."),
        TextFault.TOO_LONG: _("Lý do dài quá %(most)s ký tự.", most=requests.LONGEST),
    }
    return str(told[fault])


def _kept_words(kept: keeping.Kept) -> str:
    said = f"{words(kept.reason.text)} {kept.reason.citation.text}."
    if kept.until is None:
        return said
    free = _("Được xóa từ ngày %(day)s.", day=written_day(kept.until))
    return f"{said} {free}"


def _page(session: Session, asked: DataRequest, errors: Errors) -> str:
    known = rules.read(session, resources().catalogue)
    kept = keeping.why_kept(session, asked.dossier, known, today=today())
    return render_template(
        "officer/privacy_request.html",
        asked=asked,
        right=rights.shipped().right(asked.kind),
        kept=_kept_words(kept) if kept else "",
        most=requests.LONGEST,
        decision=request.form.get(DECISION, ""),
        reason=request.form.get(REASON, ""),
        faults=errors,
        errors=list(errors.items()),
    )


def _wanted(args: MultiDict[str, str]) -> Wanted:
    """Read the address; what makes no sense is as if it were not there."""
    kind = args.get("loai", "")[:LONGEST]
    known = {right.key for right in rights.shipped().rights}
    return Wanted(
        agency_id=me().agency_id,
        show=args.get("loc", Show.OPEN, Show),
        kind=kind if kind in known else "",
        order=args.get("sap-xep", Order.DUE, Order),
    )


def _address(wanted: Wanted, after: Place | None = None) -> str:
    asked = {
        "loc": wanted.show.value,
        "loai": wanted.kind,
        "sap-xep": wanted.order.value,
        "trang": str(after) if after else "",
    }
    return url_for(".data_requests", **{key: value for key, value in asked.items() if value})  # type: ignore[arg-type]


def _place(text: str) -> Place | None:
    day, _dot, number = text.partition(".")
    try:
        return Place(date.fromisoformat(day), _small(int(number)))
    except ValueError:
        return None


def _small(number: int) -> int:
    """Keep within what the database can count."""
    return number if number < 10**LARGEST else 0
