"""Draw the pages of the editor: inputs with what stands in the document and what is wrong there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import render_template, request
from ruamel.yaml.comments import CommentedMap

from forms import html
from forms.control import Control
from forms.editing import condition_words, kind_names, operations, outline, question, where
from forms.editing.sheet import Sheet
from forms.editing.where import Address
from forms.text import Text
from services.web.context import today
from services.web.languages import language
from services.web.officer import authoring_live as live
from services.web.officer import authoring_places as places
from services.web.officer.authoring_desk import Opened, title_of

ADDED = "them"  # Names the list that gets one more row, which is kept once it says something.
ASKED_TO_REMOVE = "bo"  # Names what may be taken out, once that is confirmed.
SIDE_BY_SIDE = {"class": "mc-bilingual"}
LANGUAGES = (".vi", ".en")

Raw = Mapping[str, Any]


def frame(opened: Opened, here: Address | None) -> dict[str, Any]:
    """Give what every page of a draft shows around its own part."""
    draft, found = opened.draft, opened.manuscript
    return {
        "draft": draft,
        "name": title_of(found.node if found else None, draft),
        "way": places.way(draft.id, opened.checked.faults, here),
        "fault_count": len(opened.checked.faults),
        "may_edit": opened.may_edit,
    }


def page(
    opened: Opened, address: Address, typed: Raw | None = None, *, clashes: bool = False
) -> str:
    """Draw one page; after a failed attempt with what was typed then."""
    sheet = opened.readable().sheet(address)
    errors = places.on_page(address, opened.checked.faults)
    controls = _controls(sheet, typed, errors)
    return render_template(
        "officer/authoring_page.html",
        **frame(opened, address),
        address=address,
        sheet=sheet,
        path=request.path,
        controls=controls,
        errors=[
            (path.replace(".", "-"), text.in_language(language())) for path, text in errors.items()
        ],
        clashes=clashes or typed is not None,
        asked=request.args.get(ASKED_TO_REMOVE, type=int),
        kind_options=kind_names.options(inside=len(address.numbers) > 1),
        kinds_inside=kind_names.options(inside=bool(address.numbers)),
        preview=live.shown_at(opened, address),
        condition=_unshown_condition(opened, address, sheet),
        **_questions(opened, address),
    )


def _controls(sheet: Sheet, typed: Raw | None, errors: Mapping[str, Text]) -> list[Control]:
    raw = dict(sheet.raw() if typed is None else typed)
    added = request.args.get(ADDED, "")
    if added in sheet.lists() and typed is None:
        raw[added] = [*raw[added], {}]
    drawn = html.controls(sheet.section(typed), raw, errors, language(), today=today())
    return [_set_side_by_side(control) for control in drawn]


def _set_side_by_side(control: Control) -> Control:
    """Put a text in two languages into two columns; neither limits nor lists are spoken of."""
    names = tuple(child.name.removeprefix(control.name) for child in control.children)
    plain = {key: value for key, value in control.attrs.items() if key != "maxlength"}
    attrs = {**plain, **SIDE_BY_SIDE} if names == LANGUAGES else plain
    children = tuple(_set_side_by_side(child) for child in control.children)
    is_list = control.widget == "repeat"
    return replace(control, attrs=attrs, children=children, required=control.required or is_list)


def _unshown_condition(opened: Opened, address: Address, sheet: Sheet) -> str:
    """Say a condition that is built of more than the page can show."""
    if sheet.asked is None or sheet.rows is not None:
        return ""
    asked = opened.readable().asked_above(address)
    said = condition_words.said(sheet.node.get("when"), asked).in_language(language())
    return said or str(sheet.node.get("when"))


def _questions(opened: Opened, address: Address) -> dict[str, Any]:
    """List the questions of a section, or those inside a block."""
    if address.page not in {where.SECTION, where.QUESTION}:
        return {"questions": None}
    if address.page == where.QUESTION and not question.has_fields(_node(opened, address)):
        return {"questions": None}
    found = opened.readable()
    listed = outline.questions(found.sections, address.section, address.numbers)
    return {"questions": list(listed), "url": places.url}


def _node(opened: Opened, address: Address) -> CommentedMap:
    return operations.question_at(opened.readable().node, address.section, address.numbers)
