"""What a browser would post: the values that drawn controls carry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from forms import html
from forms.control import Control
from forms.procedure import Procedure

CHOSEN = {"radios", "checkboxes", "select", "tick"}


def posted(controls: Iterable[Control]) -> MultiDict[str, str]:
    return MultiDict(pair for control in controls for pair in _pairs(control))


def through_the_browser(
    procedure: Procedure, answers: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Draw every section with these answers, post what is drawn, and read it back."""
    raw: dict[str, Any] = {}
    for section in procedure.sections:
        drawn = html.controls(section, answers, {}, "vi", today=today, procedure=procedure)
        raw |= html.read(procedure, section.key, posted(drawn))
        uploads = {field.key for field in section.fields if field.kind.uploaded}
        raw |= {key: answers[key] for key in uploads & answers.keys()}
    return raw


def _pairs(control: Control) -> Iterator[tuple[str, str]]:
    if control.widget in {"group", "repeat"}:
        if "rows_of" in control.attrs:
            yield control.attrs["rows_of"], control.attrs["row"]
        yield from (pair for child in control.children for pair in _pairs(child))
    elif control.widget in CHOSEN:
        yield from ((control.name, option.value) for option in control.options if option.chosen)
    elif isinstance(control.value, Mapping):
        yield from ((f"{control.name}.{part}", text) for part, text in control.value.items())
    elif isinstance(control.value, str) and control.widget in {"input", "textarea"}:
        yield control.name, control.value
