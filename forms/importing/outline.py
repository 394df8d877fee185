"""The rows of a survey as a tree: groups and lists hold what stands between begin and end."""

import re
from dataclasses import dataclass, field

from forms.importing.notes import ImportRefused
from forms.importing.workbook import Row

DEEPEST = 8
MARK = re.compile(r"(begin|end)[ _](group|repeat)")
VIETNAMESE = re.compile(r"\(vi\)|::\s*vi\b|tiếng việt|vietnamese", re.IGNORECASE)
ENGLISH = re.compile(r"\(en\)|::\s*en\b|english", re.IGNORECASE)


@dataclass
class Node:
    """One question (word is empty), or a group or repeat with its children."""

    number: int
    row: Row
    word: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.row.get("name", "")

    @property
    def type(self) -> str:
        return " ".join(self.row.get("type", "").split())

    def words(self, column: str) -> dict[str, str]:
        return words(self.row, column)


def tree(rows: list[tuple[int, Row]]) -> list[Node]:
    """Nest the rows.

    Raises:
        ImportRefused: a begin without its end, or an end without its begin.

    """
    top = Node(0, {}, "survey")
    open_ones = [top]
    for number, row in rows:
        kind = row.get("type", "").strip().lower()
        mark = MARK.fullmatch(kind)
        if mark and mark[1] == "end":
            if open_ones.pop().word != mark[2]:
                raise ImportRefused(f"survey, row {number}: “{kind}” has no begin")
        elif kind:
            node = Node(number, row, mark[2] if mark else "")
            open_ones[-1].children.append(node)
            _go_in(open_ones, node)
    if len(open_ones) > 1:
        node = open_ones[-1]
        raise ImportRefused(f"survey, row {node.number}: “begin {node.word}” has no end")
    return top.children


def _go_in(open_ones: list[Node], node: Node) -> None:
    if node.word:
        open_ones.append(node)
    if len(open_ones) > DEEPEST:
        raise ImportRefused(f"survey, row {node.number}: groups are nested too deep")


def words(row: Row, column: str) -> dict[str, str]:
    """Find a text in both languages; a form of one language gives it for both."""
    found = {name: text for name, text in row.items() if re.fullmatch(f"{column}(::.*)?", name)}
    if not found:
        return {}
    vi = next((text for name, text in found.items() if VIETNAMESE.search(name)), "")
    en = next((text for name, text in found.items() if ENGLISH.search(name)), "")
    plain = found.get(column) or vi or en or next(iter(found.values()))
    return {"vi": vi or plain, "en": en or plain}
