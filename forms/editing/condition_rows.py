"""A condition as rows of a question, a test and values; and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from forms.editing.askable import Askable
from forms.editing.pages import choice
from forms.fields import Field
from forms.kinds.choices import Choices, Offered
from forms.kinds.group import Group
from forms.text import NO_TEXT, Text

MOST_ROWS = 20
JOIN = "when_join"
ROW = "when_"
JOINS = (
    ("all", Text("Mọi điều kiện đều đúng", "All of them hold")),
    ("any", Text("Ít nhất một điều kiện đúng", "At least one of them holds")),
)
TESTS = (
    ("is", Text("là một trong các câu trả lời sau", "is one of these")),
    ("not", Text("không phải các câu trả lời sau", "is none of these")),
    ("filled", Text("đã được trả lời", "was answered")),
    ("blank", Text("chưa được trả lời", "was not answered")),
)
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}


@dataclass(frozen=True)
class Row:
    """One test of one question."""

    field: str
    test: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    join: str = "all"
    rows: tuple[Row, ...] = ()


def parse(when: object) -> Rows | None:
    """Give a condition as rows; None when it is built of more than rows can say."""
    if when is None:
        return Rows()
    if not isinstance(when, Mapping):
        return None
    for join in ("all", "any"):
        if set(when) == {join} and isinstance(when[join], list):
            rows = [_row(part) for part in when[join]]
            found = tuple(row for row in rows if row)
            return Rows(join, found) if len(found) == len(rows) else None
    row = _row(when)
    return Rows("all", (row,)) if row else None


def _row(when: object) -> Row | None:
    if not isinstance(when, Mapping):
        return None
    if set(when) == {"not"}:
        inner = _row(when["not"])
        return Row(inner.field, "not", inner.values) if inner and inner.test == "is" else None
    field = when.get("field")
    (word, value), *more = [pair for pair in when.items() if pair[0] != "field"] or [("", None)]
    if not isinstance(field, str) or more:
        return None
    if word == "filled" and isinstance(value, bool):
        return Row(field, "filled" if value else "blank")
    values = value if word == "in" else [value] if word == "is" else None
    if not isinstance(values, list) or not all(isinstance(item, str | bool) for item in values):
        return None
    return Row(field, "is", tuple(_token(item) for item in values))


def build(rows: Rows, asked: Sequence[Askable]) -> CommentedMap | None:
    """Write rows as a condition; None when there are none."""
    kinds = {one.path: one.kind for one in asked}
    parts = [_condition(row, kinds.get(row.field, "")) for row in rows.rows]
    if len(parts) <= 1:
        return parts[0] if parts else None
    return _line({rows.join: CommentedSeq(parts)})


def _condition(row: Row, kind: str) -> CommentedMap:
    if row.test in {"filled", "blank"} or not row.values:
        return _line({"field": row.field, "filled": row.test != "blank"})
    values: list[str | bool] = [
        TRUTHS.get(value, value) if kind in {"yes_no", ""} else value for value in row.values
    ]
    one = len(values) == 1
    found = _line({"field": row.field, **({"is": values[0]} if one else {"in": values})})
    return _line({"not": found}) if row.test == "not" else found


def fields(rows: Rows, asked: Sequence[Askable]) -> tuple[Field, ...]:
    """Draw the rows as questions: one block a row, and one more to add another."""
    join = Field(key=JOIN, kind=choice(JOINS), label=Text("Khi có nhiều điều kiện", "With several"))
    blocks = [_block(number, row, asked) for number, row in enumerate(rows.rows)]
    more = [_block(len(blocks), None, asked)] if asked and len(blocks) < MOST_ROWS else []
    return ((join,) if len(blocks) > 1 else ()) + (*blocks, *more)


def _block(number: int, row: Row | None, asked: Sequence[Askable]) -> Field:
    known = [(one.path, _named(one)) for one in asked]
    if row and row.field not in {path for path, _ in known}:
        known.append((row.field, Text(row.field)))
    none = Text("Không dùng điều kiện này", "Do not use this condition")
    children = [
        Field(
            key="field",
            kind=choice([("", none), *known]),
            label=Text("Câu hỏi", "Question"),
        )
    ]
    if row:
        children.append(Field(key="test", kind=choice(TESTS), label=Text("Câu trả lời", "Answer")))
        children.extend(_values(row, asked))
    label = Text("Điều kiện {number}", "Condition {number}") if row else ADD
    return Field(
        key=f"{ROW}{number}",
        kind=Group(fields=tuple(children)),
        label=label.format(number=number + 1),
        hint=NO_TEXT if row else ADD_HINT,
        required=True,
    )


ADD = Text("Thêm điều kiện", "Add a condition")
ADD_HINT = Text(
    "Chọn câu hỏi rồi bấm Lưu, sau đó chọn câu trả lời.",
    "Choose the question and save; then choose the answers.",
)


def _values(row: Row, asked: Sequence[Askable]) -> Iterator[Field]:
    """Offer what can be chosen there, and what the condition names besides."""
    offered = next((one.values for one in asked if one.path == row.field), ())
    known = {value for value, _ in offered}
    strange = tuple((value, Text(value)) for value in row.values if value not in known)
    options = tuple(Offered(value, label) for value, label in (*offered, *strange))
    if options:
        label = Text("Các câu trả lời", "Answers")
        yield Field(key="values", kind=Choices(options=options), label=label, required=False)


def shown(rows: Rows) -> dict[str, Any]:
    """Give the raw answers of the blocks."""
    return {JOIN: rows.join} | {
        f"{ROW}{number}": {"field": row.field, "test": row.test, "values": list(row.values)}
        for number, row in enumerate(rows.rows)
    }


def given(typed: Mapping[str, Any]) -> Rows:
    """Read the blocks as they were sent; a block without a question is dropped."""
    rows = []
    for number in range(MOST_ROWS + 1):
        block = typed.get(f"{ROW}{number}")
        if isinstance(block, Mapping) and block.get("field"):
            test = block.get("test") or "is"
            rows.append(Row(block["field"], test, tuple(block.get("values") or ())))
    join = typed.get(JOIN)
    return Rows(join if join in {"all", "any"} else "all", tuple(rows))


def _named(one: Askable) -> Text:
    return Text(f"{one.label.vi} ({one.path})", f"{one.label.in_language('en')} ({one.path})")


def _token(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(found: Mapping[str, Any]) -> CommentedMap:
    line = CommentedMap(found)
    line.fa.set_flow_style()
    return line
