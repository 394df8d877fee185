"""Conditions in plain words, for people who read a form on paper or write one."""

from collections.abc import Callable

from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Leaf, Not, Value
from forms.fields import Field
from forms.kinds.choices import NO, YES, Choice, Choices
from forms.text import Text

# Finds how a question is called and the question itself; None for one that is not there.
Finder = Callable[[str], tuple[Text, Field] | None]


def told(condition: Condition, find: Finder) -> Text:
    """Say when the condition holds: “câu 3 là “Có””."""
    if isinstance(condition, Not):
        inner = told(condition.condition, find)
        return Text(f"không phải: {inner.vi}", f"not: {inner.in_language('en')}")
    if isinstance(condition, AllOf | AnyOf):
        joint = (" và ", " and ") if isinstance(condition, AllOf) else (" hoặc ", " or ")
        parts = [_bracketed(part, find) for part in condition.conditions]
        return Text(
            joint[0].join(part.vi for part in parts),
            joint[1].join(part.in_language("en") for part in parts),
        )
    return _leaf(condition, find)


def _bracketed(condition: Condition, find: Finder) -> Text:
    inner = told(condition, find)
    if isinstance(condition, AllOf | AnyOf):
        return Text(f"({inner.vi})", f"({inner.in_language('en')})")
    return inner


def _leaf(leaf: Leaf, find: Finder) -> Text:
    found = find(leaf.field)
    name, field = found or (Text(f"“{leaf.field}”", f"“{leaf.field}”"), None)
    vi, en = name.vi, name.in_language("en")
    if isinstance(leaf, Filled):
        said = Text("có trả lời", "is answered") if leaf.wanted else _EMPTY
        return Text(f"{vi} {said.vi}", f"{en} {said.en}")
    values = leaf.values if isinstance(leaf, In) else (leaf.value,)
    words = [option_words(field, value) for value in values]
    return Text(
        f"{vi} là {' hoặc '.join(f'“{word.vi}”' for word in words)}",
        f"{en} is {' or '.join(f'“{word.en}”' for word in words)}",
    )


_EMPTY = Text("để trống", "is left empty")


def option_words(field: Field | None, value: Value) -> Text:
    """Say a value as the reader of the form sees it."""
    if isinstance(value, bool):
        return YES if value else NO
    kind = field.kind if field else None
    if isinstance(kind, Choice | Choices) and value in kind.by_value:
        return kind.by_value[value].label
    return Text(value, value)
