"""An XLSForm as the sections of a procedure file, with a note for all that cannot be said."""

import re
from dataclasses import dataclass, field

from forms.importing import made_up, questions
from forms.importing.conditions import settle_conditions
from forms.importing.notes import ImportRefused, Note
from forms.importing.outline import Node, tree, words
from forms.importing.questions import Data, Desk, option
from forms.importing.workbook import Row, Sheets
from forms.kinds.repeat import MOST_ROWS
from forms.parts import part_names
from forms.xlsform import HEAD, OWN_SHEET, PAGE

LONGEST_KEY = 60
REQUIRED = frozenset({"yes", "true", "true()", "1"})
NOT_REQUIRED = frozenset({"", "no", "false", "false()", "0"})
NO_ENGLISH = "texts that have no English yet are given in one language for both"


@dataclass
class Imported:
    """What came of a form: its head as far as it was known, its sections, and what to look at."""

    head: Data
    sections: list[Data]
    notes: list[Note] = field(default_factory=list)


def read(sheets: Sheets) -> Imported:
    """Take a form over.

    Raises:
        ImportRefused: there is no survey, or its groups do not close.

    """
    if "survey" not in sheets:
        raise ImportRefused("the workbook has no sheet “survey”: it is no XLSForm")
    desk = Desk(
        _choices(sheets), {row.get("name", ""): row for _, row in sheets.get(OWN_SHEET, [])}
    )
    writer = _Writer(desk)
    sections = writer.sections(tree(sheets["survey"]))
    if not sections:
        raise ImportRefused("the sheet “survey” asks no question that can be taken over")
    settle_conditions(writer.places, desk)
    _tell(writer, sheets)
    return Imported(_head(desk, sheets), sections, sorted(desk.notes))


@dataclass(frozen=True)
class Place:
    """Where a question came to stand, by which conditions find it."""

    node: Node
    data: Data
    path: str
    block: str  # The innermost group around it, with a point at its end; empty outside.
    row: str  # The list around it, likewise.


class _Writer:
    """Walks the tree and writes sections and fields."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.places: dict[str, Place] = {}
        self.made_up = 0
        self.pages = 0
        self.keys: set[str] = set()

    def sections(self, nodes: list[Node]) -> list[Data]:
        found: list[Data] = []
        loose: list[Node] = []
        for node in nodes:
            if node.word != "group":
                loose.append(node)
                continue
            found.extend(self._loose(loose))
            loose = []
            found.extend(self._section(node))
        return [*found, *self._loose(loose)]

    def _section(self, node: Node) -> list[Data]:
        _kind, more = questions.kept(self.desk, node.name)
        fields = self._fields(node.children, "", "", "")
        if not fields:
            return []
        row = self.desk.own.get(node.name, {})
        made: Data = {"key": row.get("key") or self._key(node.name.removeprefix(PAGE), "", set())}
        made |= {"title": node.words("label") or _same(node.name), **self._hint(node)}
        if more.get("on") == "review":
            made["on"] = "review"
        self.places[node.name] = Place(node, made, "", "", "")
        made["fields"] = fields
        return [made]

    def _loose(self, nodes: list[Node]) -> list[Data]:
        """Put questions that stand in no group on a page of their own."""
        fields = self._fields(nodes, "", "", "")
        if not fields:
            return []
        self.pages += 1
        title = {"vi": "Nội dung", "en": "Questions"}
        return [{"key": f"questions_{self.pages}", "title": title, "fields": fields}]

    def _fields(self, nodes: list[Node], path: str, block: str, row: str) -> list[Data]:
        taken: set[str] = self.keys if not path else set()
        found: list[Data] = []
        for node in nodes:
            found.extend(self._field(node, path, block, row, taken))
        return found

    def _field(self, node: Node, path: str, block: str, row: str, taken: set[str]) -> list[Data]:
        if node.word == "repeat" and path:
            self.desk.note(node, "a list inside a group or list is left out", "move it to a page")
            return []
        asked = self._asked(node)
        if asked is None:
            return []
        kept = self.desk.own.get(node.name, {}).get("key")
        key = kept or self._key(node.name, path, taken)
        taken.add(key)
        made: Data = {
            "key": key,
            "kind": asked.pop("kind"),
            "label": self._label(node),
            **self._hint(node),
        }
        if (
            not node.word
            and made["kind"] not in {"static", "computed"}
            and not self._required(node)
        ):
            made["required"] = False
        here = f"{path}{key}"
        self.places[node.name] = Place(node, made, here, block, row)
        made |= asked
        self._fill(node, made, here, block, row)
        return [made] if not node.word or made.get("fields") or made["kind"] in part_names() else []

    def _fill(self, node: Node, made: Data, here: str, block: str, row: str) -> None:
        """Write what stands inside a group or list, or make up an example."""
        if made["kind"] in part_names():
            self._note_part(node, made, here)
        elif node.word == "group":
            made["fields"] = self._fields(node.children, f"{here}.", f"{here}.", row)
        elif node.word == "repeat":
            made["fields"] = self._fields(node.children, f"{here}.", block, f"{here}.")
        elif not self.desk.own and (example := made_up.example(made)) is not None:
            self.made_up += 1
            made["example"] = example

    def _note_part(self, node: Node, made: Data, here: str) -> None:
        """Let conditions find the parts of a known block, which are not written out."""
        for child in node.children:
            key = child.name.removeprefix(f"{node.name}_")
            self.places[child.name] = Place(child, {"kind": ""}, f"{here}.{key}", f"{here}.", "")
            self._note_part(child, made, f"{here}.{key}")

    def _asked(self, node: Node) -> Data | None:
        kind, more = questions.kept(self.desk, node.name)
        if not node.word:
            return questions.question(node, self.desk)
        if kind in {*part_names(), "group", "repeat"}:
            return {"kind": kind, **more}
        if node.word == "group":
            return {"kind": "group"}
        words = {
            "row": {"vi": "Dòng", "en": "Entry"},
            "add": {"vi": "Thêm dòng", "en": "Add an entry"},
        }
        return {"kind": "repeat", **self._counted(node), **words}

    def _counted(self, node: Node) -> Data:
        """Take a fixed number of rows over; one that is worked out is noted."""
        count = node.row.get("repeat_count", "").strip()
        if count.isascii() and count.isdecimal() and 0 < int(count[:4]) <= MOST_ROWS:
            return {"min_rows": int(count), "max_rows": int(count)}
        if count:
            self.desk.note(node, f"its number of rows “{count[:80]}” is not taken over", "rows_by")
        return {"required": False}

    def _required(self, node: Node) -> bool:
        written = node.row.get("required", "").strip().lower()
        if written not in {*REQUIRED, *NOT_REQUIRED}:
            self.desk.note(node, f"it is required only when “{written[:80]}”", "write a “when”")
        return written in REQUIRED

    def _label(self, node: Node) -> dict[str, str]:
        label = node.words("label")
        if not label and node.type != "calculate":
            self.desk.note(node, "it has no label", "write what is asked")
        elif label and "${" in label["vi"]:
            self.desk.note(node, "its label holds an answer, which is not filled in")
        return label or _same(node.name)

    def _hint(self, node: Node) -> Data:
        hint = node.words("hint")
        return {"hint": hint} if hint else {}

    def _key(self, name: str, path: str, taken: set[str]) -> str:
        """Make a key of a name: what repeats the name of the group around it is left away."""
        inside = path.rstrip(".").replace(".", "_")
        plain = name.removeprefix(f"{inside}_") if inside else name
        key = re.sub(r"[^a-z0-9_]+", "_", plain.lower()).strip("_")[:LONGEST_KEY] or "question"
        key = key if key[0].isalpha() else f"q_{key}"[:LONGEST_KEY]
        number, unique = 1, key
        while unique in taken:
            number += 1
            unique = f"{key[: LONGEST_KEY - 4]}_{number}"
        return unique


def _choices(sheets: Sheets) -> dict[str, list[tuple[str, Data]]]:
    found: dict[str, list[tuple[str, Data]]] = {}
    for _number, row in sheets.get("choices", []):
        name, value = row.get("list_name", ""), row.get("name", row.get("value", ""))
        if name and value:
            label = words(row, "label") or _same(value)
            found.setdefault(name, []).append((option(value), label))
    return found


def _head(desk: Desk, sheets: Sheets) -> Data:
    _kind, more = questions.kept(desk, HEAD)
    settings: Row = next((row for _, row in sheets.get("settings", [])), {})
    head: Data = {"code": desk.own[HEAD]["key"]} if desk.own.get(HEAD, {}).get("key") else {}
    if title := settings.get("form_title"):
        head["title"] = _same(title)
    return head | more


def _tell(writer: _Writer, sheets: Sheets) -> None:
    notes = writer.desk.notes
    if writer.made_up:
        what = f"{writer.made_up} questions were given a made-up example"
        notes.append(Note(0, what, "replace it by what a person would write"))
    first = next((row for _, row in sheets["survey"]), {})
    if not any("(en)" in name or "english" in name.lower() for name in first):
        notes.append(Note(0, NO_ENGLISH, "translate “en:” of each text"))


def _same(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}
