"""The parts of the form: sections and questions are added, moved and taken out."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from forms.editing import kind_names, operations, outline, question, where
from forms.editing.askable import words as words_of
from forms.editing.manuscript import Manuscript
from forms.editing.where import Address
from forms.text import Text
from services.authoring.drafting import ChangedMeanwhile
from services.web.officer import authoring_desk as desk
from services.web.officer import authoring_drawing as drawing
from services.web.officer import authoring_places as places
from services.web.officer.authoring_pages import numbers_of
from services.web.officer.desk import blueprint

LONGEST_LABEL = 500
LONGEST_NUMBER = 3
STEPS = {"up": -1, "down": 1}


@blueprint.get("/thu-tuc/<int:draft_id>/cac-phan")
def edit_sections(draft_id: int) -> ResponseReturnValue:
    return _page(draft_id, clashes=False)


@blueprint.post("/thu-tuc/<int:draft_id>/cac-phan")
def change_sections(draft_id: int) -> ResponseReturnValue:
    word, number = _pressed()
    here = Address(where.SECTIONS)
    if word == "ask":
        return redirect(places.url(draft_id, here, **{drawing.ASKED_TO_REMOVE: str(number)}))
    added: list[int] = []

    def write(found: Manuscript) -> None:
        if word == "add":
            added.append(_add_section(found.node))
        elif word == "own":
            operations.make_own(found.node, number)
        else:
            _rearrange(operations.sections_of(found.node), word, number)

    try:
        desk.tell_saved(desk.change(draft_id, write))
    except ChangedMeanwhile:
        return _page(draft_id, clashes=True), HTTPStatus.CONFLICT
    is_own = bool(added) and not request.form.get("part")
    return redirect(places.url(draft_id, Address(where.SECTION, added[0]) if is_own else here))


@blueprint.post("/thu-tuc/<int:draft_id>/phan/<int:number>/cau-hoi")
def change_questions(draft_id: int, number: int) -> ResponseReturnValue:
    """Add, move or take out a question of a section, or of the block that `inside` names."""
    inside = request.form.get("inside", "")
    numbers = numbers_of(inside) if inside else ()
    here = Address(where.QUESTION if numbers else where.SECTION, number, numbers)
    word, index = _pressed()
    if word == "ask":
        return redirect(places.url(draft_id, here, **{drawing.ASKED_TO_REMOVE: str(index)}))
    added: list[int] = []

    def write(found: Manuscript) -> None:
        block = operations.question_at(found.node, number, numbers)
        if word == "add":
            kind, label = request.form.get("kind", ""), _label()
            if kind in kind_names.NAMES:
                added.append(operations.add_question(found.node, number, numbers, kind, label))
        else:
            _rearrange(operations.fields(block), word, index)

    return _changed(draft_id, here, write, added)


@blueprint.post("/thu-tuc/<int:draft_id>/phan/<int:number>/cau-hoi/<numbers>/loai")
def change_kind(draft_id: int, number: int, numbers: str) -> ResponseReturnValue:
    here = Address(where.QUESTION, number, numbers_of(numbers))

    def write(found: Manuscript) -> None:
        node = operations.question_at(found.node, number, here.numbers)
        kind = request.form.get("kind", "")
        if kind in kind_names.NAMES and kind != node.get("kind"):
            question.change_kind(node, kind)

    return _changed(draft_id, here, write, [])


def _changed(
    draft_id: int, here: Address, write: Callable[[Manuscript], None], added: list[int]
) -> ResponseReturnValue:
    try:
        desk.tell_saved(desk.change(draft_id, write))
    except ChangedMeanwhile:
        return drawing.page(desk.opened(draft_id), here, clashes=True), HTTPStatus.CONFLICT
    if added:
        numbers = (*here.numbers, added[0])
        return redirect(places.url(draft_id, Address(where.QUESTION, here.section, numbers)))
    return redirect(places.url(draft_id, here))


def _pressed() -> tuple[str, int]:
    word, _colon, number = request.form.get("do", "add").partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return word, int(number) if is_number else 0


def _rearrange(items: CommentedSeq, word: str, number: int) -> None:
    if word in STEPS:
        operations.move(items, number, STEPS[word])
    elif word == "remove":
        operations.remove(items, number)


def _add_section(node: CommentedMap) -> int:
    part = request.form.get("part", "")
    if part:
        return operations.add_shared_section(node, part[:LONGEST_LABEL])
    return operations.add_section(node, _label())


def _label() -> Text:
    vi, en = (" ".join(request.form.get(key, "").split())[:LONGEST_LABEL] for key in ("vi", "en"))
    return Text(vi or _("Chưa đặt tên"), en)


def _page(draft_id: int, *, clashes: bool) -> str:
    opened = desk.opened(draft_id)
    found = opened.readable()
    here = Address(where.SECTIONS)
    written = operations.sections_of(found.node)
    return render_template(
        "officer/authoring_sections.html",
        **drawing.frame(opened, here),
        sections=outline.outline(written, found.sections),
        shared=[(name, _title(one)) for name, one in operations.shared_sections()],
        url=places.url,
        clashes=clashes,
        asked=request.args.get(drawing.ASKED_TO_REMOVE, type=int),
        errors=[],
    )


def _title(section: Mapping[str, object]) -> Text:
    return words_of(section.get("title"))
