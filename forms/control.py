"""What a page needs to draw one field: plain data, already in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Widget = Literal[
    "input",  # one line of text; attrs carry type, inputmode, autocomplete, maxlength, list
    "textarea",  # several lines; attrs may carry rows and maxlength
    "date",  # three inputs: <name>.day, <name>.month, <name>.year; value maps those three
    "select",  # options; `autocomplete` in attrs asks the script for a searchable list
    "radios",
    "checkboxes",
    "tick",  # one checkbox that declares something
    "group",  # a fieldset of children
    "repeat",  # rows (children, each a group); attrs: add (button value), add_label, max_rows;
    #            a row's attrs: rows_of and row (a hidden input), remove, remove_label (a button)
    "computed",  # label and value, worked out by the server; never posted
    "files",  # uploads; value is a tuple of file ids
    "signature",  # drawn on screen, or one uploaded scan; value is a file id
    "static",  # text only
]


@dataclass(frozen=True)
class Option:
    """One choice; `shows` names the ids of controls that appear when it is chosen."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Control:
    """One drawable field.

    name: the HTML name, a dotted path such as ``complainant.address.province``
    id: the same path with dashes, unique on the page; an error summary links to it
    value: str for one answer, tuple of str for many, mapping of str for a date
    when: the field's visibility condition as JSON for the browser; empty if always shown
    """

    name: str
    id: str
    widget: Widget
    label: str
    hint: str = ""
    error: str = ""
    value: str | tuple[str, ...] | Mapping[str, str] = ""
    required: bool = True
    options: tuple[Option, ...] = ()
    children: tuple["Control", ...] = ()
    attrs: Mapping[str, str] = field(default_factory=dict)
    when: str = ""
