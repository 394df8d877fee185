"""The page of one question: what every question has, and what its kind of answer has besides."""

from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from forms.editing import pages
from forms.editing.askable import words
from forms.editing.pages import Entry, Lists, Page
from forms.field_file import FIELD_KEYS
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import Choices, Offered, YesNo
from forms.kinds.numbers import Number
from forms.kinds.registry import KINDS
from forms.kinds.text import LongText, ShortText
from forms.parts import part, part_names
from forms.text import Text

# The usual order in a file, so that a new key stands where one looks for it.
ORDER = (
    *("key", "printed", "kind", "with", "without", "label", "hint", "when", "required"),
    *("sensitive", "identity", "row", "add", "options", "drawn_as", "pattern", "shape"),
    *("min", "max", "min_length", "max_length", "rows", "min_rows", "max_rows", "fields"),
    "example",
)
SECTION_ORDER = ("key", "title", "hint", "when", "on", "fields")
EXAMPLE = Text("Ví dụ", "Example")
EXAMPLE_HINT = Text(
    "Một câu trả lời đúng. Dùng để xem thử và để kiểm tra, không hiện cho người dân.",
    "A right answer. It serves the preview and the checks; people do not see it.",
)
# Examples that need no thought, so that a new question is whole from the start.
EXAMPLES: Mapping[str, Any] = {"declaration": True, "signature": "file-signature"}
BEGUN: Mapping[str, Any] = {**EXAMPLES, "yes_no": True}
FILE_EXAMPLE = "file-1"
LONGEST = 2000


def page(node: Mapping[str, Any], lists: Lists) -> Page:
    """Build the page of a question as the document has it now."""
    kind = str(node.get("kind"))
    base = pages.page("question", lists)
    more = (*_parts(kind), *_example(kind, node), *pages.settings(kind, lists))
    *about, key = base.entries
    return Page(base.key, base.title, (*about, *more, key), base.hint)


def change_kind(node: CommentedMap, kind: str) -> None:
    """Make it another kind of answer; settings that the new kind does not have are dropped."""
    known = FIELD_KEYS | {"kind"} | _settings(kind)
    for key in [key for key in node if key not in known]:
        del node[key]
    node.pop("example", None)
    node["kind"] = kind
    complete(node)


def complete(node: CommentedMap) -> None:
    """Give a question the example that its kind always has."""
    kind = str(node.get("kind"))
    if "example" not in node and kind in BEGUN:
        node["example"] = BEGUN[kind]
    if "example" not in node and kind == "files":
        node["example"] = [FILE_EXAMPLE]


def has_fields(node: Mapping[str, Any]) -> bool:
    return node.get("kind") in {"group", "repeat"}


def _settings(kind: str) -> frozenset[str]:
    if kind in part_names():
        return frozenset({"with", "without"})
    return frozenset(KINDS[kind].settings) | ({"fields"} if kind in {"group", "repeat"} else set())


def _parts(kind: str) -> Iterator[Entry]:
    """Let a shared block be given less, or more, than it usually asks."""
    if kind not in part_names():
        return
    block = part(kind)
    for key, label, keys in (
        (
            "without",
            LEFT_OUT,
            [one["key"] for one in block.fields if one["key"] not in block.extras],
        ),
        ("with", ASKED_TOO, [one["key"] for one in block.fields if one["key"] in block.extras]),
    ):
        labels = {one["key"]: words(one["label"]) for one in block.fields}
        options = tuple(Offered(name, labels[name]) for name in keys)
        if options:
            kind_of = Choices(options=options)
            yield Entry(Field(key=key, kind=kind_of, label=label, required=False))


LEFT_OUT = Text("Không hỏi các mục này của khối", "Parts of the block that are left out")
ASKED_TOO = Text("Hỏi thêm các mục này của khối", "Parts that are asked too")


def _example(kind: str, node: Mapping[str, Any]) -> Iterator[Entry]:
    taken = _taken(kind, node)
    if taken:
        yield Entry(
            Field(key="example", kind=taken, label=EXAMPLE, hint=EXAMPLE_HINT, required=False)
        )


def _taken(kind: str, node: Mapping[str, Any]) -> Kind | None:
    """Choose how an example is typed; blocks take theirs from their parts."""
    if kind in {*EXAMPLES, "files", "static", "computed", "group", "repeat", *part_names()}:
        return None
    if kind == "yes_no":
        return YesNo()
    if kind in {"choice", "choices"}:
        return _of_options(kind, node)
    if kind in {"number", "money", "area"}:
        return Number(min=-(10**9), decimals=4)
    return LongText(rows=3) if kind == "long_text" else ShortText(max_length=LONGEST)


def _of_options(kind: str, node: Mapping[str, Any]) -> Kind | None:
    written = node.get("options")
    options = [
        (str(option["value"]), words(option.get("label")))
        for option in (written if isinstance(written, list) else ())
        if isinstance(option, Mapping) and option.get("value")
    ]
    if not options:
        return None
    if kind == "choice":
        return pages.choice(options)
    return Choices(options=tuple(Offered(value, label) for value, label in options))
