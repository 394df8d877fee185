"""Edit a draft page by page: the head, a section, a question."""

from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from forms import rows
from forms.editing import where
from forms.editing.manuscript import Manuscript
from forms.editing.operations import NoSuchPlace
from forms.editing.sheet import Sheet
from forms.editing.where import Address
from services.authoring.drafting import ChangedMeanwhile
from services.web.citizen import pressed
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.desk import blueprint

WAS = "was"  # The name of the part that the page was drawn for.
MOST_LEVELS = 4
LONGEST_NUMBER = 3
HEAD = ", ".join(f"'{path}'" for path in places.KEYS)


@blueprint.route(f"/thu-tuc/<int:draft_id>/<any({HEAD}):path>", methods=["GET", "POST"])
def edit_head(draft_id: int, path: str) -> ResponseReturnValue:
    return _edit(draft_id, Address(places.KEYS[path]))


@blueprint.route("/thu-tuc/<int:draft_id>/phan/<int:number>", methods=["GET", "POST"])
def edit_section(draft_id: int, number: int) -> ResponseReturnValue:
    return _edit(draft_id, Address(where.SECTION, number))


@blueprint.route(
    "/thu-tuc/<int:draft_id>/phan/<int:number>/cau-hoi/<numbers>", methods=["GET", "POST"]
)
def edit_question(draft_id: int, number: int, numbers: str) -> ResponseReturnValue:
    return _edit(draft_id, Address(where.QUESTION, number, numbers_of(numbers)))


def numbers_of(written: str) -> tuple[int, ...]:
    parts = written.split("-")
    if len(parts) > MOST_LEVELS or not all(
        part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER for part in parts
    ):
        abort(HTTPStatus.NOT_FOUND)
    return tuple(int(part) for part in parts)


def _edit(draft_id: int, address: Address) -> ResponseReturnValue:
    if request.method == "POST":
        return _save(draft_id, address)
    return drawing.page(desk.opened(draft_id), address)


def _save(draft_id: int, address: Address) -> ResponseReturnValue:
    typed: dict[str, Any] = {}

    def write(found: Manuscript) -> None:
        sheet = found.sheet(address)
        typed.update(sheet.read(request.form))
        if sheet.name != request.form.get(WAS, sheet.name):
            raise ChangedMeanwhile
        sheet.put(typed)

    try:
        saved = desk.change(draft_id, write)
    except ChangedMeanwhile:
        return _clash(draft_id, address), HTTPStatus.CONFLICT
    if request.form.get(pressed.GO) == pressed.AUTOSAVE:
        return drawing.page(saved, address)
    desk.tell_saved(saved)
    return redirect(_next(draft_id, address))


def _next(draft_id: int, address: Address) -> str:
    """Stay on the page, at the row that was added; or go on to the page that follows."""
    added = request.form.get(rows.ADD, "")
    if added:
        return places.url(draft_id, address, **{drawing.ADDED: added})
    order = [*places.PATHS, where.SECTIONS]
    if request.form.get("go") == "next" and address.page in places.PATHS:
        return places.url(draft_id, Address(order[order.index(address.page) + 1]))
    if request.form.get("go") == "next":
        return places.url(draft_id, _around(address))
    return places.url(draft_id, address)


def _around(address: Address) -> Address:
    """Name the page on which this part is listed."""
    if len(address.numbers) > 1:
        return Address(where.QUESTION, address.section, address.numbers[:-1])
    return Address(where.SECTION if address.numbers else where.SECTIONS, address.section)


def _clash(draft_id: int, address: Address) -> str:
    """Show what was typed: in its place if that is still there, otherwise as a list to copy."""
    opened = desk.opened(draft_id)
    try:
        sheet = opened.readable().sheet(address)
    except NoSuchPlace:
        return _gone(opened, address, None)
    if sheet.name != request.form.get(WAS, sheet.name) or not opened.may_edit:
        return _gone(opened, address, sheet)
    return drawing.page(opened, address, sheet.read(request.form))


def _gone(opened: desk.Opened, address: Address, sheet: Sheet | None) -> str:
    own = {WAS, desk.REVISION, "csrf_token", "go", rows.ADD, rows.REMOVE}
    labels = {field.key: field.label for field in sheet.page.section.fields} if sheet else {}
    typed = [
        {"label": labels.get(name.partition(".")[0]), "name": name, "value": value}
        for name, value in request.form.items(multi=True)
        if name not in own and value
    ]
    return render_template(
        "officer/authoring_clash.html", **drawing.frame(opened, address), typed=typed
    )
