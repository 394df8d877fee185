"""Fill a list of rows by an uploaded table: choose, look over what would change, confirm."""

from http import HTTPStatus
from typing import BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.procedure import Section
from services.drafts import drafts
from services.lists import reading, templates
from services.lists.refusals import ListRefused
from services.web.citizen import attempts, group_list_offer, group_list_page, group_list_place
from services.web.citizen.attempts import Attempt
from services.web.citizen.group_list_offer import ADD, REPLACE, Offer, OfferLost
from services.web.citizen.group_list_place import Place
from services.web.context import now, resources, today
from services.web.languages import language, words

blueprint = Blueprint("group_list", __name__)
attempts.redirect_refusals(blueprint)

ADDRESS = "/nop/<uuid:draft_id>/danh-sach/<section_key>/<field_key>"


def address(attempt: Attempt, section: Section, key: str) -> str:
    """Give the address of the page that fills a list; empty if there is no such list."""
    place = group_list_place.find(attempt, section, key)
    if place is None:
        return ""
    return url_for(
        "group_list.show",
        draft_id=attempt.draft.id,
        section_key=place.section.key,
        field_key=place.field.key,
    )


@blueprint.get(ADDRESS)
def show(draft_id: UUID, section_key: str, field_key: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        place = _place(attempts.look_at(session, draft_id), section_key, field_key)
    return group_list_page.chooser(place)


@blueprint.get(f"{ADDRESS}/mau.<kind>")
def template(draft_id: UUID, section_key: str, field_key: str, kind: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        place = _place(attempts.look_at(session, draft_id), section_key, field_key)
    if kind not in templates.FORMS:
        abort(HTTPStatus.NOT_FOUND)
    write, content_type = templates.FORMS[kind]
    try:
        written = write(place.field, place.repeat, language())
    except ListRefused as refused:
        page = group_list_page.chooser(place, words(refused.message))
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    response = Response(written, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="danh-sach.{kind}"'
    return response


@blueprint.post(ADDRESS)
def look_over(draft_id: UUID, section_key: str, field_key: str) -> ResponseReturnValue:
    """Read the file and show what it would change; nothing is kept yet."""
    with resources().database.transaction() as session:
        place = _place(attempts.look_at(session, draft_id), section_key, field_key)
    sent = request.files.get(group_list_page.FILE_FIELD)
    if sent is None or not sent.filename:
        error = _("Bạn chưa chọn tệp. Hãy chọn tệp danh sách rồi bấm Đọc tệp.")
        return group_list_page.chooser(place, error), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        found = reading.propose(
            place.field, cast("BinaryIO", sent.stream), place.attempt.raw, today=today()
        )
    except ListRefused as refused:
        page = group_list_page.chooser(place, words(refused.message))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found.faults else HTTPStatus.OK
    return group_list_page.preview(place, found), status


@blueprint.post(f"{ADDRESS}/nhan")
def accept(draft_id: UUID, section_key: str, field_key: str) -> ResponseReturnValue:
    """Put the rows that were looked over into the list."""
    with resources().database.transaction() as session:
        place = _place(attempts.take_hold(session, draft_id), section_key, field_key)
        try:
            offer = group_list_offer.opened(place, request.form.get("offer", ""))
        except OfferLost:
            error = _("Trang đã cũ hoặc danh sách vừa đổi ở cửa sổ khác. Hãy chọn lại tệp.")
            return group_list_page.chooser(place, error), HTTPStatus.CONFLICT
        error = _wrong(place, offer)
        if error:
            page = group_list_page.again(place, offer, error)
            return page, HTTPStatus.UNPROCESSABLE_ENTITY
        first = _keep(place, offer)
    anchor = f"{place.field.key}-{first}"
    return redirect(place.attempt.url(place.section, anchor=anchor))


def _wrong(place: Place, offer: Offer) -> str:
    how = _way(place)
    if how not in group_list_page.WAYS:
        return str(_("Bạn chưa chọn thêm vào hay thay danh sách đang có."))
    if len(offer.result(place, how)) > place.repeat.max_rows:
        return str(
            _(
                "Thêm vào thì danh sách có hơn %(most)s dòng, nhiều hơn mẫu đơn nhận. "
                "Hãy chọn thay danh sách, hoặc bớt dòng trong tệp.",
                most=place.repeat.max_rows,
            )
        )
    return ""


def _way(place: Place) -> str:
    """Tell whether to add or to replace; an empty list needs no choice."""
    return request.form.get(group_list_page.WAY_FIELD, "") if place.rows else REPLACE


def _keep(place: Place, offer: Offer) -> int:
    """Keep the list as it was agreed, and give the number of the first row that came."""
    draft, section = place.attempt.draft, place.section
    first = len(place.rows) if _way(place) == ADD else 0
    result = offer.result(place, _way(place))
    kept = draft.raw.get(section.key, {})
    drafts.save(draft, section.key, {**kept, place.field.key: result}, now=now())
    flash(_("Đã nhận %(count)s dòng từ tệp.", count=len(offer.rows)), "success")
    if not place.is_asked:
        flash(_("Danh sách này chưa được dùng: câu hỏi phía trên nó chưa được trả lời."), "warning")
    return first


def _place(attempt: Attempt, section_key: str, field_key: str) -> Place:
    place = group_list_place.find(attempt, attempt.page(section_key), field_key)
    if place is None:
        abort(HTTPStatus.NOT_FOUND)
    return place
