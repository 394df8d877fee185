"""The HTML view of a procedure: reading what was posted, drawing what is asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Protocol

from wtforms import Field as PostedField
from wtforms import Form

from forms import asked
from forms.conditions import NEVER, Leaf, settle
from forms.control import Control
from forms.drawing import browser_condition
from forms.kinds.base import NOTHING, Drawing
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure, Section, walk
from forms.text import Language, Text

Json = Any

# Neither a database nor a page can hold these; the check refuses what stands in their place.
UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


class FormData(Protocol):
    """What a web framework hands over: several values for each name."""

    def __contains__(self, name: Any, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def getlist(self, name: str, /) -> list[Any]: ...


class PostedStrings(PostedField):
    """All strings posted under one name, unchecked: the rules stand in the kinds."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = _storable(valuelist)


def _storable(values: list[Any]) -> list[str]:
    return [value.translate(UNSTORABLE) for value in values if isinstance(value, str)]


@cache
def form_class(section: Section) -> type[Form]:
    """Build the WTForms class that binds a section; the web adds its own base for CSRF."""
    names = [name for field in section.fields for name in field.kind.inputs(field.key)]
    return type("SectionForm", (Form,), {name: PostedStrings() for name in names})


def read(procedure: Procedure, section_key: str, formdata: FormData) -> dict[str, Json]:
    """Read the raw answers of a section, mistakes included.

    Every question that the page can post is in the result, blank if nothing came; files and
    signatures are not: the web adds the ids of what was uploaded.
    """
    section = procedure.section(section_key)
    form = form_class(section)(formdata=formdata)
    posted = {name: value or [] for name, value in form.data.items()}
    posted |= _posted_rows(section, formdata)
    return {
        field.key: field.kind.read(field.key, posted)
        for field in section.fields
        if field.kind.answered and not field.kind.uploaded
    }


def _posted_rows(section: Section, formdata: FormData) -> dict[str, list[str]]:
    """Collect what was posted for rows, whose names only the browser knows how many there are."""
    starts = tuple(f"{field.key}." for field in section.fields if isinstance(field.kind, Repeat))
    return {
        name: _storable(formdata.getlist(name))
        for name in (formdata if starts else ())
        if name.startswith(starts)
    }


def controls(  # noqa: PLR0913 - each argument is another thing that a page knows
    section: Section,
    raw: Mapping[str, Json],
    errors: Mapping[str, Text],
    language: Language,
    *,
    today: date,
    procedure: Procedure | None = None,
    agencies: Mapping[str, str] = NOTHING,
) -> tuple[Control, ...]:
    """Draw the fields of a section; ``raw`` holds the answers of all sections.

    Conditions on other pages are settled here; those on this page go along for the browser.
    Give the procedure, so that answers which are themselves not asked count as not given, and
    the names of agencies by code, so that one can be chosen.
    """
    kept = asked.kept_answers(procedure, raw, {}) if procedure else raw
    here = {field.key for field in section.fields}

    def known(leaf: Leaf) -> bool | None:
        return None if leaf.field.split(".")[0] in here else leaf.holds(kept)

    drawn = []
    for field in section.fields:
        condition = settle(field.when, known) if field.when else None
        if condition == NEVER:
            continue
        drawing = Drawing(
            name=field.key,
            label=field.label,
            hint=field.hint,
            required=field.required,
            raw=raw.get(field.key),
            beside=raw,
            errors=errors,
            language=language,
            today=today,
            when=browser_condition(condition) if condition else "",
            agencies=agencies,
            scope=kept,
            known=known,
        )
        drawn.append(field.kind.control(drawing))
    return tuple(drawn)


def error_summary(
    asked_in: Section | Procedure, errors: Mapping[str, Text], language: Language
) -> tuple[tuple[str, str], ...]:
    """List (id of the control, message) in the order of the page, the unknown ones last."""
    order = {path: place for place, (path, _) in enumerate(walk(asked_in.fields))}
    paths = sorted(errors, key=lambda path: _place_on_page(path, order))
    return tuple((path.replace(".", "-"), errors[path].in_language(language)) for path in paths)


def _place_on_page(path: str, order: Mapping[str, int]) -> tuple[int, int, int]:
    """Sort by field; the rows of a list keep together, one after the other."""
    key, _, rest = path.partition(".")
    number, _, inner = rest.partition(".")
    if number.isdecimal():
        last = len(order)
        return order.get(key, last), int(number) + 1, order.get(f"{key}.{inner}", last)
    return order.get(path, len(order)), 0, 0
