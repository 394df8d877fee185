"""One question of a survey as a field of a procedure file, as far as its type can be said."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.importing import constraints
from forms.importing.constraints import Say
from forms.importing.notes import Note
from forms.importing.outline import Node
from forms.vietnamese import search_key

Data = dict[str, Any]

# Rows that record something about the device; a procedure does not ask for it.
METADATA = frozenset(
    {
        "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit",
        "simserial", "subscriberid", "start-geopoint", "background-audio", "hidden",
        "xml-external", "csv-external",
    }
)  # fmt: skip
LEFT_OUT = ("default", "read_only", "readonly", "choice_filter", "trigger", "media::image")
VALUE = re.compile(r"[a-z0-9][a-z0-9_]{0,40}")
PICTURES = ["jpg", "png"]
RANGE = re.compile(r"(start|end)\s*=\s*(-?\d{1,9})")
LIKE_A_LIST = ("minimal", "autocomplete", "search")


@dataclass
class Desk:
    """What the questions share: the lists of choices, what is kept of our own, and the notes."""

    choices: Mapping[str, list[tuple[str, Data]]]
    own: Mapping[str, Mapping[str, str]]
    notes: list[Note] = field(default_factory=list)

    def note(self, node: Node, what: str, mend: str = "") -> None:
        self.notes.append(Note(node.number, f"“{node.name}”: {what}", mend))


def kept(desk: Desk, name: str) -> tuple[str, Data]:
    """Give the kind and the settings that an export of ours wrote down; a foreign form has none."""
    row = desk.own.get(name)
    if row is None:
        return "", {}
    try:
        more = json.loads(row.get("more", "{}"))
    except (ValueError, RecursionError):
        return "", {}
    return row.get("kind", ""), more if isinstance(more, dict) else {}


def question(node: Node, desk: Desk) -> Data | None:
    """Say what a row asks; None where nothing of it can be taken over, which is noted."""
    kind, more = kept(desk, node.name)
    word, _, rest = node.type.partition(" ")
    for column in LEFT_OUT:
        if node.row.get(column):
            desk.note(node, f"its “{column}” is not taken over")
    if kind:
        return {"kind": kind, **_relabelled(kind, more, rest, desk)}
    made = TYPES.get(word.lower())
    if made is None:
        what = (
            "it records the device" if word.lower() in METADATA else f"“{node.type}” is not known"
        )
        desk.note(node, f"{what}; it is left out")
        return None
    return made(node, rest, desk)


def _relabelled(kind: str, more: Data, listed: str, desk: Desk) -> Data:
    """Take the words of the options, and which there are, from the sheet of choices."""
    if kind not in {"choice", "choices"}:
        return more
    hints = {one["value"]: one.get("hint") for one in more.get("options", [])}
    options = [
        {"value": value, "label": label} | ({"hint": hints[value]} if hints.get(value) else {})
        for value, label in desk.choices.get(listed.partition(" ")[0], [])
    ]
    return more | {"options": options}


def _text(node: Node, _rest: str, desk: Desk) -> Data:
    if "multiline" in node.row.get("appearance", ""):
        return {"kind": "long_text"} | _limited(node, desk, constraints.of_length)
    found = _limited(node, desk, constraints.of_length, constraints.of_shape)
    if "max_length" in found:
        found["max_length"] = min(found["max_length"], constraints.LONGEST_LINE)
    return {"kind": "text"} | found


def _number(node: Node, _rest: str, desk: Desk) -> Data:
    if node.type.lower().startswith("decimal"):
        return {"kind": "number", "decimals": 2} | _limited(node, desk, constraints.of_decimal)
    return {"kind": "number"} | _limited(node, desk, constraints.of_number)


def _range(node: Node, _rest: str, _desk: Desk) -> Data:
    ends = dict(RANGE.findall(node.row.get("parameters", "")))
    limits = {"start": "min", "end": "max"}
    return {"kind": "number"} | {limits[end]: int(number) for end, number in ends.items()}


def _date(node: Node, _rest: str, desk: Desk) -> Data:
    """Let a day of which only month or year is asked be one that may be known in part."""
    shown = node.row.get("appearance", "").split()
    kind = "partial_date" if {"month-year", "year"} & set(shown) else "date"
    return {"kind": kind} | _limited(node, desk, constraints.of_day)


def _limited(node: Node, desk: Desk, *says: Say) -> Data:
    """Take the constraint over as settings, and note the parts that have no word here."""
    rule, message = node.row.get("constraint", ""), node.words("constraint_message")
    found, left = constraints.settings(rule, message, says)
    if left:
        what = f"its constraint “{' and '.join(left)[:80]}” is not taken over"
        desk.note(node, what, "write a setting of its kind by hand")
    return found


def _choice(node: Node, listed: str, desk: Desk) -> Data | None:
    name, _, other = listed.partition(" ")
    offered = desk.choices.get(name, [])
    if other:
        desk.note(node, f"“{other}” is not taken over", "add an option “other” and a question")
    if {value for value, _ in offered} == {"yes", "no"} and node.type.startswith("select_one"):
        return {"kind": "yes_no"}
    if not offered:
        desk.note(node, f"its list “{name}” has no choices; it is left out")
        return None
    options = [{"value": v, "label": label} for v, label in offered]
    if node.type.startswith("select_multiple"):
        return {"kind": "choices", "options": options} | _limited(node, desk)
    return {"kind": "choice", "options": options, **_drawn(node)} | _limited(node, desk)


def _drawn(node: Node) -> Data:
    """Draw a choice that other tools show as a list as such a list, with a search where they do."""
    shown = set(node.row.get("appearance", "").split()) & set(LIKE_A_LIST)
    if not shown:
        return {}
    return {"drawn_as": "select" if shown == {"minimal"} else "search"}


def _plain(kind: str, **settings: Any) -> Callable[[Node, str, Desk], Data]:
    return lambda _node, _rest, _desk: {"kind": kind, **settings}


def _picture(node: Node, _rest: str, _desk: Desk) -> Data:
    if any(word in node.row.get("appearance", "") for word in ("signature", "draw")):
        return {"kind": "signature"}
    return {"kind": "files", "types": PICTURES, "max_files": 1}


TYPES: Mapping[str, Callable[[Node, str, Desk], Data | None]] = {
    "text": _text,
    "string": _text,
    "integer": _number,
    "int": _number,
    "decimal": _number,
    "range": _range,
    "date": _date,
    "calculate": _plain("computed"),  # Its value is written once every question has its place.
    "select_one": _choice,
    "select_multiple": _choice,
    "note": _plain("static"),
    "acknowledge": _plain("declaration"),
    "trigger": _plain("declaration"),
    "file": _plain("files", max_files=1),
    "image": _picture,
    "audio": _plain("files", types=["mp3"], max_files=1),
    "video": _plain("files", types=["mp4"], max_files=1),
}


def option(value: str) -> str:
    """Write the value of a choice with the signs that a procedure file allows."""
    if VALUE.fullmatch(value):
        return value
    return re.sub(r"[^a-z0-9]+", "_", search_key(value)).strip("_")[:40] or "option"
