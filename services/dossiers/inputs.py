"""What an action is given: checked after the workflow's list of inputs."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms.codelists import code_list
from forms.kinds.base import Refused
from forms.kinds.text import NOT_TEXT, check_limit, clean, clean_line
from forms.text import Text
from forms.workflow import Action, Input
from services.dossiers import appointed
from services.dossiers.refusals import InputsInvalid

MOST_ITEMS = 50
LONGEST_ITEM = 500
LONGEST_CODE = 20

MISSING = Text("Bạn chưa điền “{label}”. Hãy điền mục này.", "“{label}” is empty. Fill it in.")
TOO_MANY = Text(
    "“{label}” có quá {most} dòng. Hãy gộp bớt.", "“{label}” has more than {most} lines. Join some."
)
NOT_LISTED = Text(
    "“{label}” không có trong danh mục. Hãy chọn lại.",
    "“{label}” is not on the list. Choose again.",
)
# The code lists of a procedure, by the role that the workflow names.
CodeLists = Mapping[str, tuple[str, ...]]


def checked(
    action: Action,
    given: Mapping[str, Any],
    lists: CodeLists,
    *,
    today: date = date.min,
) -> dict[str, Any]:
    """Give the inputs in canonical form; what the action does not ask for is dropped.

    A day before `today` is refused.

    Raises:
        InputsInvalid: with a message for each input that does not pass.

    """
    kept: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    for wanted in action.inputs:
        try:
            value = _read(wanted, given.get(wanted.key), lists)
            appointed.check_ahead(wanted, value, today)
        except Refused as refused:
            errors[wanted.key] = refused.about(wanted.label)
            continue
        if value:
            kept[wanted.key] = value
    if errors:
        raise InputsInvalid(errors)
    return kept


def _read(wanted: Input, value: Any, lists: CodeLists) -> Any:
    read = READERS[wanted.kind](wanted, value, lists)
    if wanted.required and not read:
        raise Refused(MISSING)
    return read


def reasons(wanted: Input, lists: CodeLists) -> dict[str, Text]:
    """List the reasons that the procedure allows for an input, by code."""
    return {
        entry.code: entry.label
        for name in lists.get(wanted.code_list, ())
        for entry in code_list(name).entries
    }


def _text(wanted: Input, value: Any, _: CodeLists) -> str:
    text = clean(value or "", wanted.max_length)
    check_limit(text, wanted.max_length)
    return text


def _line(wanted: Input, value: Any, _: CodeLists) -> str:
    text = clean_line(value or "", wanted.max_length)
    check_limit(text, wanted.max_length)
    return text


def _items(_wanted: Input, value: Any, _: CodeLists) -> list[str]:
    if not isinstance(value, list | None):
        raise Refused(NOT_TEXT)
    lines = [clean_line(line, LONGEST_ITEM) for line in value or ()]
    kept = [line for line in lines if line]
    for line in kept:
        check_limit(line, LONGEST_ITEM)
    if len(kept) > MOST_ITEMS:
        raise Refused(TOO_MANY, most=MOST_ITEMS)
    return kept


def _reason(wanted: Input, value: Any, lists: CodeLists) -> str:
    code = clean_line(value or "", LONGEST_CODE)
    if code and code not in reasons(wanted, lists):
        raise Refused(NOT_LISTED)
    return code


READERS: dict[str, Callable[[Input, Any, CodeLists], Any]] = {
    "text": _text,
    "line": _line,
    "day": lambda _wanted, value, _lists: appointed.day(value),
    "time": lambda _wanted, value, _lists: appointed.time(value),
    "items": _items,
    "files": _items,
    "file": _text,
    "reason": _reason,
}
